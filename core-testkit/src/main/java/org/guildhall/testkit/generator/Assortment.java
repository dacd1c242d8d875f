package org.guildhall.testkit.generator;

import java.util.List;

/** The shop's products, and how they come into a basket. */
final class Assortment {
    private static final int MOST_PIECES = 12;
    private static final int MOST_LINES = 40;
    private static final long ROUND_PRICE = 10;

    private final double[] categories;
    private final Product[][] products;
    private final double[][] popularity;
    private final double morePieces;
    private final boolean oneCategory;
    private double meanLine;

    Assortment(Calibration calibration) {
        List<Calibration.Category> all = calibration.categories();
        Chance chance = Chance.of(calibration.seed(), "assortment");
        categories = Season.cumulated(all.stream().map(Calibration.Category::lines).toList());
        products = new Product[all.size()][];
        popularity = new double[all.size()][];
        morePieces = calibration.pieces() - 1;
        oneCategory = calibration.oneCategory();
        for (int i = 0; i < products.length; i++) {
            stock(i, all.get(i), chance);
        }
        meanLine *= calibration.pieces();
    }

    /** The n-th in popularity is bought 1/(n+2) as often; prices and popularity have nothing to do with each other. */
    private void stock(int index, Calibration.Category category, Chance chance) {
        int size = category.products();
        double[] normals = chance.normals(size);
        double[] prices = new double[size];
        double[] weights = new double[size];
        double sum = 0;
        double mean = 0;
        for (int i = 0; i < size; i++) {
            prices[i] = StrictMath.exp(category.spread() * normals[i]);
            mean += prices[i] / (i + 3);
            sum += 1.0 / (i + 3);
            weights[i] = sum;
        }
        mean /= sum;
        products[index] = new Product[size];
        popularity[index] = weights;
        for (int i = 0; i < size; i++) {
            long price =
                    Math.max(ROUND_PRICE, Math.round(prices[i] / mean * category.price() / ROUND_PRICE) * ROUND_PRICE);
            String brand = category.brands().isEmpty()
                    ? ""
                    : category.brands().get(chance.below(category.brands().size()));
            products[index][i] = new Product(category.name() + "-" + (101 + i), category.name(), brand, price);
            meanLine += category.lines() * price / (i + 3) / sum;
        }
    }

    /** What a line is worth on average, in minor units. */
    double meanLine() {
        return meanLine;
    }

    /** Fills baskets, one after the other, for one thread. */
    final class Baskets {
        private final Even fewer;
        private final Even more;
        private final Even category;
        private final Even product;
        private final Even pieces;

        Baskets(Chance chance) {
            fewer = new Even(chance);
            more = new Even(chance);
            category = new Even(chance);
            product = new Even(chance);
            pieces = new Even(chance);
        }

        /** A basket of so many lines on average. */
        Line[] next(double meanLines) {
            double half = Math.max(0, meanLines - 1) / 2;
            int size = Math.min(MOST_LINES,
                    1 + Chance.geometric(half, fewer.unit()) + Chance.geometric(half, more.unit()));
            Line[] lines = new Line[size];
            int kind = 0;
            for (int i = 0; i < size; i++) {
                kind = i > 0 && oneCategory ? kind : Chance.place(categories, category.unit());
                Product chosen = products[kind][Chance.place(popularity[kind], product.unit())];
                lines[i] = new Line(chosen, Math.min(MOST_PIECES, 1 + Chance.geometric(morePieces, pieces.unit())));
            }
            return lines;
        }
    }
}
