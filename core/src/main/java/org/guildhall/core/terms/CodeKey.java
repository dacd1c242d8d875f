package org.guildhall.core.terms;

import java.util.OptionalLong;
import org.guildhall.core.entity.EntityName;
import org.jspecify.annotations.Nullable;

/** The secret by which codes of coupons are made and told; whoever has it can make codes. Safe for many threads. */
public final class CodeKey {
    private final byte[] secret;

    /** @param secret {@value CouponCodes#SECRET_BYTES} bytes, the same as long as codes are to be good */
    public CodeKey(byte[] secret) {
        if (secret.length != CouponCodes.SECRET_BYTES) {
            throw new IllegalArgumentException("expected a secret of " + CouponCodes.SECRET_BYTES
                    + " bytes, but found " + secret.length);
        }
        this.secret = secret.clone();
    }

    /** A genuine code, whether or not it was made. @param coupon the symbol of its template */
    public record Found(int coupon, long serial) {}

    /** The codes of one coupon, by its symbol. */
    public CouponCodes of(String programme, int coupon) {
        return new CouponCodes(secret, EntityName.programmeNumber(programme), coupon);
    }

    /** Which code a text is, of all coupons that have any; null for none. */
    public @Nullable Found find(String programme, Offers offers, String text) {
        if (CodeText.symbols(text) == null) {
            return null;
        }
        for (Coupon coupon : offers.coupons()) {
            if (coupon.given() instanceof Coupon.Given.ByUniqueCode) {
                OptionalLong serial = of(programme, coupon.number()).serial(text);
                if (serial.isPresent()) {
                    return new Found(coupon.number(), serial.getAsLong());
                }
            }
        }
        return null;
    }
}
