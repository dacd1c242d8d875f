package org.guildhall.core.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;

/** The type environment that CEL checks an expression in: the visible names as structures, and our own operators. */
final class Environment {
    private static final CelOptions OPTIONS = CelOptions.current()
            .populateMacroCalls(true)
            .retainRepeatedUnaryOperators(true)
            .retainUnbalancedLogicalExpressions(true)
            .maxExpressionCodePointSize(20_000)
            .maxParseRecursionDepth(100)
            .build();

    private Environment() {}

    static CelCompiler compiler(Visible visible) {
        StructType line = structure("line", types(visible.line()));
        Map<String, CelType> header = types(visible.activity());
        if (visible.hasLines()) {
            header.put("lines", ListType.create(line));
        }
        StructType activity = structure("activity", header);
        Map<String, CelType> ofMember = types(visible.member());
        ofMember.putIfAbsent("plans", ListType.create(SimpleType.STRING));
        visible.ladders().keySet().forEach(ladder -> ofMember.put(ladder, SimpleType.STRING));
        ofMember.put("joined", SimpleType.BOOL);
        ofMember.put("joined_at", Declarations.MOMENT);
        StructType member = structure("member", ofMember);

        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardMacros(CelStandardMacro.HAS, CelStandardMacro.ALL, CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE, CelStandardMacro.MAP, CelStandardMacro.MAP_FILTER,
                        CelStandardMacro.FILTER)
                .addMacros(Declarations.SUM)
                .addFunctionDeclarations(Declarations.FUNCTIONS)
                .setTypeProvider(new Types(ImmutableList.of(activity, line, member)))
                .addVar("at", Declarations.MOMENT)
                .addVar("member", member);
        if (visible.hasActivity()) {
            builder.addVar("activity", activity);
        }
        if (visible.scope().line()) {
            builder.addVar("line", line);
        }
        return builder.build();
    }

    private static Map<String, CelType> types(Map<String, Field> fields) {
        Map<String, CelType> types = new LinkedHashMap<>();
        fields.forEach((name, field) -> types.put(name, type(field.type())));
        return types;
    }

    private static CelType type(FieldType type) {
        return switch (type) {
            case FieldType.Money money -> SimpleType.DOUBLE;
            case FieldType.Decimal decimal -> SimpleType.DOUBLE;
            case FieldType.Number number -> SimpleType.INT;
            case FieldType.Flag flag -> SimpleType.BOOL;
            case FieldType.Text text -> SimpleType.STRING;
            case FieldType.Key key -> SimpleType.STRING;
            case FieldType.OneOf oneOf -> SimpleType.STRING;
            case FieldType.Moment moment -> Declarations.MOMENT;
            case FieldType.Day day -> Declarations.DAY;
        };
    }

    private static StructType structure(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> types = ImmutableMap.copyOf(fields);
        return StructType.create(name, ImmutableSet.copyOf(types.keySet()),
                field -> Optional.ofNullable(types.get(field)));
    }

    private record Types(ImmutableList<CelType> list) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return list;
        }

        @Override
        public Optional<CelType> findType(String name) {
            return list.stream().filter(type -> type.name().equals(name)).findFirst();
        }
    }
}
