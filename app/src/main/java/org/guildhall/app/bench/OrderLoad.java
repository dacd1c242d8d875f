package org.guildhall.app.bench;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Terms;

/** Orders of two lines, as {@code bench/2025-01-01.yaml} declares them, by members who are named by number. One thread. */
public final class OrderLoad {
    private static final int PRODUCTS = 10_000;
    private static final String[] NAMES = new String[PRODUCTS];

    static {
        for (int i = 0; i < PRODUCTS; i++) {
            NAMES[i] = "sku-" + i;
        }
    }

    private final int programme;
    private final long[] keys;
    private final Access access;
    private final SplittableRandom random;
    private final int order;
    private final int channel;
    private final int[] channels;
    private final int product;
    private final int category;
    private final int[] categories;
    private final int quantity;
    private final int price;
    private final String prefix;
    private long made;

    /**
     * @param keys the members' internal keys, by number
     * @param run a word that no other run over the same directory has; ids begin with it
     */
    public OrderLoad(Terms terms, long[] keys, Access access, String run) {
        this.programme = EntityName.programmeNumber(terms.programme());
        this.keys = keys;
        this.access = access;
        this.random = new SplittableRandom(Hashes.of(run));
        this.prefix = run + "-";
        ActivityKind kind = terms.kinds().getFirst();
        this.order = kind.number();
        this.channel = field(kind.fields(), "channel").symbol();
        this.channels = words(field(kind.fields(), "channel"));
        this.product = field(kind.lines(), "product").symbol();
        this.category = field(kind.lines(), "category").symbol();
        this.categories = words(field(kind.lines(), "category"));
        this.quantity = field(kind.lines(), "quantity").symbol();
        this.price = field(kind.lines(), "price").symbol();
    }

    private static Field field(List<Field> fields, String name) {
        return fields.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static int[] words(Field field) {
        Map<String, Integer> words = ((FieldType.OneOf) field.type()).words();
        return words.values().stream().mapToInt(Integer::intValue).toArray();
    }

    /** An order by whoever comes next. */
    public Command next(long at) {
        return of(access.member(keys.length, random), at);
    }

    /** An order by member {@code number}, from 0. */
    public Command of(int number, long at) {
        return new Command(new EntityName(programme, EntityKind.MEMBER, keys[number]), prefix + made++, at, 0,
                Origin.API, new MemberCommand.Record(order()));
    }

    private Activity order() {
        Fields fields = new Fields.Builder().number(channel, any(channels)).build();
        return new Activity(order, fields, List.of(line(), line()));
    }

    private Fields line() {
        return new Fields.Builder()
                .text(product, NAMES[random.nextInt(PRODUCTS)])
                .number(category, any(categories))
                .number(quantity, 1 + random.nextInt(3))
                .number(price, 100 + random.nextInt(5_000))
                .build();
    }

    private int any(int[] words) {
        return words[random.nextInt(words.length)];
    }
}
