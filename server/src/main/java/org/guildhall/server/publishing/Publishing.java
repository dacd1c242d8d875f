package org.guildhall.server.publishing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.PublishedOffer;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.member.TermsRecord;
import org.guildhall.core.member.TurnedOffer;
import org.guildhall.core.member.WithdrawnTerms;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * Puts terms and offers in force, withdraws terms that don't hold yet, and pauses, resumes and stops offers, for one caller at a time,
 * since what may follow depends on what is published. Any thread.
 */
public final class Publishing {
    /** A command may lie a little ahead of its reception: terms that concern none yet hold later than this from now. */
    static final long NOTICE_MILLIS = 2 * Command.FUTURE_TOLERANCE_MILLIS;

    private final Engine engine;
    private final Runtime runtime;
    private final Clock clock;

    public Publishing(Engine engine, Runtime runtime, Clock clock) {
        this.engine = engine;
        this.runtime = runtime;
        this.clock = clock;
    }

    /** What comes of drafts. */
    public sealed interface Result {
        /**
         * @param fresh those that were not published before, the oldest first
         * @param told how many members were told of a renewal before, otherwise than it will be, and are told again
         */
        record Published(List<Terms> fresh, long told) implements Result {}

        /** They are at odds with those before them; nothing is published. */
        record Mistaken(List<Problem> problems) implements Result {}

        /** Nothing is published. */
        record Refused(PublishingRefusal why) implements Result {}
    }

    /**
     * Publishes what is not published yet; all of it is looked at first. Published again, terms to come tell those members again of
     * their renewal who were not yet.
     *
     * @param drafts of one programme, the oldest first
     * @throws org.guildhall.runtime.UndecidedException where a partition stopped meanwhile: published again, they go on
     */
    public synchronized Result publish(List<Draft> drafts) {
        giveUpWhatCameTooLate();
        Result judged = judge(drafts);
        if (judged instanceof Result.Published published) {
            for (Terms terms : published.fresh) {
                PublishingRefusal refusal = enact(published(terms));
                if (refusal != null) {
                    return new Result.Refused(refusal);
                }
            }
            return new Result.Published(published.fresh, tellAgain(drafts));
        }
        return judged;
    }

    /** Those whose renewal is another by terms that are to come; gives how many there are. */
    private long tellAgain(List<Draft> drafts) {
        long told = 0;
        for (Draft draft : drafts) {
            Terms terms = draft.terms();
            boolean notice = terms.plans().stream().anyMatch(plan -> plan.renewal().notice() != null);
            if (notice && terms.from() > clock.millis()
                    && terms.from() != catalogue(terms.programme()).all().getFirst().from()) {
                told += tellAgain(terms.programme(), new MemberCommand.TellAgain(terms.from(), false));
            }
        }
        return told;
    }

    private PublishedTerms published(Terms terms) {
        Catalogue known = engine.catalogue(EntityName.programmeNumber(terms.programme()));
        return new PublishedTerms(terms.programme(), terms.from(), terms.text(),
                known == null ? 0 : known.withdrawn().size());
    }

    /** What comes of a withdrawal. */
    public sealed interface Withdrawal {
        /**
         * They don't come.
         *
         * @param fresh whether they were to come until now
         * @param told how many members were told of a renewal by them, and are told again
         */
        record Withdrawn(Terms terms, boolean fresh, long told) implements Withdrawal {}

        /** Nothing is withdrawn. */
        record Refused(PublishingRefusal why) implements Withdrawal {}
    }

    /**
     * Withdraws the latest terms of a programme, as long as they don't hold. Withdrawn again, they tell those members again who were
     * not yet.
     *
     * @param programme one that was published
     * @throws org.guildhall.runtime.UndecidedException where a partition stopped meanwhile: withdrawn again, they go on
     */
    public synchronized Withdrawal withdraw(String programme, LocalDate date) {
        giveUpWhatCameTooLate();
        Catalogue known = catalogue(programme);
        Catalogue.Dated dated = dated(known.all(), date);
        if (dated == null) {
            Catalogue.Dated gone = dated(known.withdrawn().reversed(), date);
            return gone == null
                    ? new Withdrawal.Refused(new PublishingRefusal.Unknown(date,
                            known.all().stream().map(one -> one.terms().date()).toList()))
                    : withdrawn(programme, gone, false);
        }
        PublishingRefusal refusal = keeps(known, dated);
        if (refusal == null) {
            refusal = enact(new WithdrawnTerms(programme, dated.from(), known.withdrawn().size()));
        }
        return refusal == null ? withdrawn(programme, dated, true) : new Withdrawal.Refused(refusal);
    }

    private Catalogue catalogue(String programme) {
        return Objects.requireNonNull(engine.catalogue(EntityName.programmeNumber(programme)), programme);
    }

    private Withdrawal withdrawn(String programme, Catalogue.Dated dated, boolean fresh) {
        return new Withdrawal.Withdrawn(dated.terms(), fresh,
                tellAgain(programme, new MemberCommand.TellAgain(dated.from(), true)));
    }

    private long tellAgain(String programme, MemberCommand.TellAgain again) {
        return new TellingAgain(engine, runtime, clock, catalogue(programme), again).all();
    }

    /** Why terms can't be withdrawn; null where they can. */
    private @Nullable PublishingRefusal keeps(Catalogue known, Catalogue.Dated dated) {
        LocalDate date = dated.terms().date();
        LocalDate latest = known.latest().date();
        if (holdsSoon(dated.from())) {
            return new PublishingRefusal.InForce(date, dated.from());
        }
        if (!latest.equals(date)) {
            return new PublishingRefusal.Followed(date, latest);
        }
        return known.all().size() == 1 ? new PublishingRefusal.First(known.latest().programme(), date) : null;
    }

    /** What comes of drafts of offers. */
    public sealed interface Offering {
        /** @param offers as they are in force, in the order of the drafts; fresh for a version that was not published before */
        record Published(List<OfferDrafts.Read> offers) implements Offering {}

        /** Nothing is published. */
        record Mistaken(List<Problem> problems) implements Offering {}

        /** Nothing is published. */
        record Refused(PublishingRefusal why) implements Offering {}
    }

    /**
     * Publishes versions of offers that differ from the last ones, in force at once; all of them are looked at first. What was cut off
     * while it was published is finished where it is one of them.
     *
     * @param programme one that was published
     * @throws org.guildhall.runtime.UndecidedException where a partition stopped meanwhile: published again, they go on
     */
    public synchronized Offering publishOffers(String programme, List<OfferDraft> drafts) {
        giveUpWhatCameTooLate();
        PublishedOffer unfinished =
                unfinished() instanceof PublishedOffer offer && offer.programme().equals(programme) ? offer : null;
        long now = clock.millis();
        OfferDrafts read = OfferDrafts.read(drafts, catalogue(programme),
                draft -> unfinished != null && unfinished.text().equals(draft.text()) ? unfinished.from() : now);
        if (!read.problems().isEmpty()) {
            return new Offering.Mistaken(read.problems());
        }
        List<Offer> fresh = new ArrayList<>();
        for (OfferDrafts.Read one : read.read()) {
            if (one.fresh()) {
                boolean first = unfinished != null && unfinished.text().equals(one.offer().text());
                fresh.add(first ? 0 : fresh.size(), one.offer());
            }
        }
        for (Offer offer : fresh) {
            PublishingRefusal refusal = enact(published(offer, now));
            if (refusal != null) {
                return new Offering.Refused(refusal);
            }
        }
        Offers enacted = catalogue(programme).offers();
        return new Offering.Published(read.read()
                .stream()
                .map(one -> new OfferDrafts.Read(published(enacted, one.offer().name()).latest(), one.fresh()))
                .toList());
    }

    /** As it was begun, where it was cut off; else from the moment by whose terms it was read. */
    private PublishedOffer published(Offer offer, long now) {
        return unfinished() instanceof PublishedOffer left && left.programme().equals(offer.programme())
                && left.text().equals(offer.text())
                        ? left
                        : new PublishedOffer(offer.programme(), now,
                                catalogue(offer.programme()).offers().changes(), offer.text());
    }

    private static Offers.Published published(Offers offers, String name) {
        return Objects.requireNonNull(offers.find(name), name);
    }

    /** What comes of pausing, resuming or stopping an offer. */
    public sealed interface Turning {
        /**
         * It is so.
         *
         * @param fresh whether it was otherwise until now
         */
        record Turned(Offers.Published offer, boolean fresh) implements Turning {}

        /** It stays as it was. */
        record Refused(PublishingRefusal why) implements Turning {}
    }

    /**
     * Pauses an offer, resumes or stops it, at once; one that is stopped stays so.
     *
     * @param programme one that was published
     * @throws org.guildhall.runtime.UndecidedException where a partition stopped meanwhile: asked again, it goes on
     */
    public synchronized Turning turn(String programme, String name, Offers.Life life, String reason) {
        giveUpWhatCameTooLate();
        Offers offers = catalogue(programme).offers();
        Offers.Published offer = offers.find(name);
        if (offer == null) {
            return new Turning.Refused(new PublishingRefusal.UnknownOffer(name,
                    offers.all().stream().map(one -> one.latest().name()).toList()));
        }
        Offers.Life last = offer.turns().isEmpty() ? Offers.Life.RESUMED : offer.turns().getLast().life();
        if (last == life) {
            return new Turning.Turned(offer, false);
        }
        if (last == Offers.Life.STOPPED) {
            return new Turning.Refused(new PublishingRefusal.Stopped(name, offer.turns().getLast().at()));
        }
        TurnedOffer turned = unfinished() instanceof TurnedOffer left && left.programme().equals(programme)
                && left.offer().equals(name) && left.life() == life
                        ? left
                        : new TurnedOffer(programme, clock.millis(), offers.changes(), name, life, reason);
        PublishingRefusal refusal = enact(turned);
        return refusal == null
                ? new Turning.Turned(published(catalogue(programme).offers(), name), true)
                : new Turning.Refused(refusal);
    }

    /** What publishing would come to now, but for what was cut off before; publishes nothing. */
    public Result judge(List<Draft> drafts) {
        Catalogue known = engine.catalogue(EntityName.programmeNumber(drafts.getFirst().terms().programme()));
        Terms last = known == null ? null : known.latest();
        List<Terms> fresh = new ArrayList<>();
        for (Draft draft : drafts) {
            Catalogue.Dated dated = known == null ? null : dated(known.all(), draft.terms().date());
            Terms published = dated == null ? null : dated.terms();
            if (published != null && !published.text().equals(draft.terms().text())) {
                return new Result.Refused(new PublishingRefusal.Differ(published.date()));
            }
            if (published == null) {
                switch (TermsReader.read(draft.name(), draft.terms().text(), last)) {
                    case TermsReader.Result.Read read -> fresh.add(last = read.terms());
                    case TermsReader.Result.Mistaken mistaken -> {
                        return new Result.Mistaken(mistaken.problems());
                    }
                }
            }
        }
        return fresh.stream()
                .filter(terms -> known != null && comesTooLate(known, terms.from()))
                .findFirst()
                .<Result>map(terms -> new Result.Refused(
                        new PublishingRefusal.TooSoon(terms.programme(), terms.date())))
                .orElseGet(() -> new Result.Published(fresh, 0));
    }

    private static Catalogue.@Nullable Dated dated(List<Catalogue.Dated> all, LocalDate date) {
        return all.stream().filter(dated -> dated.terms().date().equals(date)).findFirst().orElse(null);
    }

    /** What a crash left in some partitions, and that can't be any more, as the moment that it is about has passed by now. */
    private void giveUpWhatCameTooLate() {
        TermsRecord record = unfinished();
        if (record != null) {
            Catalogue known = engine.catalogue(EntityName.programmeNumber(record.programme()));
            boolean late = switch (record) {
                case PublishedTerms published -> known != null && comesTooLate(known, published.from());
                case WithdrawnTerms withdrawn -> holdsSoon(withdrawn.from());
                case PublishedOffer offer -> false;
                case TurnedOffer turned -> false;
            };
            if (late) {
                var _ = runtime.withdrawUnfinishedTerms();
            }
        }
    }

    private @Nullable TermsRecord unfinished() {
        byte[] unfinished = runtime.unfinishedTerms();
        return unfinished == null ? null : TermsRecord.decode(unfinished);
    }

    private @Nullable PublishingRefusal enact(TermsRecord record) {
        TermsRecord left = unfinished();
        if (left != null && !left.equals(record)) {
            return switch (left) {
                case PublishedTerms terms -> new PublishingRefusal.Unfinished(terms.programme(), terms.from(), false);
                case WithdrawnTerms terms -> new PublishingRefusal.Unfinished(terms.programme(), terms.from(), true);
                case PublishedOffer offer -> new PublishingRefusal.UnfinishedOffer(offer.programme(),
                        name(offer), "published");
                case TurnedOffer turned -> new PublishingRefusal.UnfinishedOffer(turned.programme(), turned.offer(),
                        turned.life().name().toLowerCase(Locale.ROOT));
            };
        }
        runtime.publish(record.encode());
        return null;
    }

    private String name(PublishedOffer left) {
        return OfferReader.published(left.text(), catalogue(left.programme()), left.from()).offer().name();
    }

    /** Whether a command may have been decided that terms from then on concern: one may lie a little ahead of its reception. */
    private boolean comesTooLate(Catalogue known, long from) {
        return holdsSoon(from)
                && !runtime.tallies(EntityName.programmeNumber(known.latest().programme())).isEmpty();
    }

    private boolean holdsSoon(long from) {
        return from <= clock.millis() + NOTICE_MILLIS;
    }
}
