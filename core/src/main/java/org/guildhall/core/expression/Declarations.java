package org.guildhall.core.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.parser.CelMacro;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operators and functions as CEL's checker knows them. CEL's own never mix whole numbers with decimals; ours take
 * {@code int} for whole numbers and {@code double} as the name of exact decimals, in any mixture. No value is ever a
 * double: the checker only looks at types.
 */
final class Declarations {
    static final CelType MOMENT = OpaqueType.create("moment");
    static final CelType DAY = OpaqueType.create("day");

    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType INT = SimpleType.INT;
    private static final CelType DECIMAL = SimpleType.DOUBLE;
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType ANY = TypeParamType.create("A");
    private static final CelType LIST = ListType.create(ANY);
    private static final List<CelType> NUMBERS = List.of(INT, DECIMAL);
    private static final List<CelType> COMPARABLE = List.of(INT, DECIMAL, BOOL, STRING, MOMENT, DAY);

    static final ImmutableList<CelFunctionDecl> FUNCTIONS = functions();

    /** {@code list.sum(name, number)} is checked as the sum of {@code list.map(name, number)}. */
    static final CelMacro SUM = CelMacro.newReceiverMacro("sum", 2, (make, list, arguments) -> {
        CelExpr name = arguments.get(0);
        if (name.getKind() != Kind.IDENT) {
            return Optional.of(make.reportError("The argument must be a simple name"));
        }
        CelExpr result = make.newIdentifier(make.getAccumulatorVarName());
        CelExpr step = make.newGlobalCall("_+_", result, make.newList(arguments.get(1)));
        return Optional.of(make.newGlobalCall("@sum", make.fold(name.ident().name(), list,
                make.getAccumulatorVarName(), make.newList(), make.newBoolLiteral(true), step,
                make.newIdentifier(make.getAccumulatorVarName()))));
    });

    private Declarations() {}

    private static ImmutableList<CelFunctionDecl> functions() {
        ImmutableList.Builder<CelFunctionDecl> all = ImmutableList.builder();
        all.add(arithmetic("_+_", true), arithmetic("_-_", false), arithmetic("_*_", false));
        all.add(arithmetic("min", false), arithmetic("max", false));
        for (String order : List.of("_<_", "_<=_", "_>_", "_>=_")) {
            List<CelOverloadDecl> overloads = mixed(order, BOOL);
            overloads.add(global(order + "moment", BOOL, MOMENT, MOMENT));
            overloads.add(global(order + "day", BOOL, DAY, DAY));
            all.add(CelFunctionDecl.newFunctionDeclaration(order, overloads));
        }
        all.add(pairs("_==_", (id, a, b) -> global(id, BOOL, a, b)));
        all.add(pairs("_!=_", (id, a, b) -> global(id, BOOL, a, b)));
        all.add(pairs("@in", (id, a, b) -> global(id, BOOL, a, ListType.create(b))));
        all.add(declared("_&&_", global("and", BOOL, BOOL, BOOL)), declared("_||_", global("or", BOOL, BOOL, BOOL)));
        all.add(declared("!_", global("not", BOOL, BOOL)));
        all.add(declared("@not_strictly_false", global("not_strictly_false", BOOL, BOOL)));
        CelFunctionDecl choices = pairs("_?_:_", (id, a, b) -> global(id, a.equals(b) ? a : DECIMAL, BOOL, a, b));
        all.add(choices.toBuilder().addOverloads(global("choose_list", LIST, BOOL, LIST, LIST)).build());
        all.add(same("-_"), same("abs"));
        all.add(declared("@sum", global("sum_int", INT, ListType.create(INT)),
                global("sum_decimal", DECIMAL, ListType.create(DECIMAL))));
        all.add(toInt("floor"), toInt("ceil"));
        all.add(CelFunctionDecl.newFunctionDeclaration("whole", mixed("whole", INT)));
        all.add(declared("round", global("round_int", DECIMAL, INT, INT, STRING),
                global("round_decimal", DECIMAL, DECIMAL, INT, STRING)));
        List<CelOverloadDecl> quotients = new ArrayList<>();
        for (CelType a : NUMBERS) {
            for (CelType b : NUMBERS) {
                quotients.add(global("divide" + a.name() + b.name(), DECIMAL, a, b, INT, STRING));
            }
        }
        all.add(CelFunctionDecl.newFunctionDeclaration("divide", quotients));
        all.add(declared("size", global("size_list", INT, LIST), global("size_text", INT, STRING),
                member("list_size", INT, LIST), member("text_size", INT, STRING)));
        for (String text : List.of("startsWith", "endsWith", "contains")) {
            all.add(declared(text, member(text, BOOL, STRING, STRING)));
        }
        for (String part : List.of("day_of_week", "day_of_month", "month")) {
            all.add(declared(part, member(part + "_moment", INT, MOMENT), member(part + "_day", INT, DAY)));
        }
        all.add(declared("hour", member("hour", INT, MOMENT)));
        all.add(declared("available", global("available", DECIMAL, STRING)));
        all.add(declared("count", global("count", INT, STRING, STRING)));
        all.add(declared("total", global("total", DECIMAL, STRING, STRING)));
        return all.build();
    }

    private static CelFunctionDecl arithmetic(String name, boolean joinsLists) {
        List<CelOverloadDecl> overloads = mixed(name, DECIMAL);
        overloads.removeFirst();
        overloads.add(global(name + "int", INT, INT, INT));
        if (joinsLists) {
            overloads.add(global(name + "list", LIST, LIST, LIST));
        }
        return CelFunctionDecl.newFunctionDeclaration(name, overloads);
    }

    /** All four pairs of numbers, that of two whole ones first. */
    private static List<CelOverloadDecl> mixed(String name, CelType result) {
        List<CelOverloadDecl> overloads = new ArrayList<>();
        for (CelType a : NUMBERS) {
            for (CelType b : NUMBERS) {
                overloads.add(global(name + "_" + a.name() + "_" + b.name(), result, a, b));
            }
        }
        return overloads;
    }

    /** One overload for each pair of types that can be compared: the same type, or two numbers. */
    private static CelFunctionDecl pairs(String name, Overload overload) {
        List<CelOverloadDecl> overloads = new ArrayList<>();
        for (CelType a : COMPARABLE) {
            for (CelType b : COMPARABLE) {
                if (a.equals(b) || NUMBERS.contains(a) && NUMBERS.contains(b)) {
                    overloads.add(overload.of(name + a.name() + "_" + b.name(), a, b));
                }
            }
        }
        return CelFunctionDecl.newFunctionDeclaration(name, overloads);
    }

    @FunctionalInterface
    private interface Overload {
        CelOverloadDecl of(String id, CelType a, CelType b);
    }

    private static CelFunctionDecl same(String name) {
        return declared(name, global(name + "int", INT, INT), global(name + "decimal", DECIMAL, DECIMAL));
    }

    private static CelFunctionDecl toInt(String name) {
        return declared(name, global(name + "int", INT, INT), global(name + "decimal", INT, DECIMAL));
    }

    private static CelFunctionDecl declared(String name, CelOverloadDecl... overloads) {
        return CelFunctionDecl.newFunctionDeclaration(name, overloads);
    }

    private static CelOverloadDecl global(String id, CelType result, CelType... parameters) {
        return CelOverloadDecl.newGlobalOverload(id, result, parameters);
    }

    private static CelOverloadDecl member(String id, CelType result, CelType... parameters) {
        return CelOverloadDecl.newMemberOverload(id, result, parameters);
    }
}
