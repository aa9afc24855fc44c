/** Kleene's three truth values and their connectives, as `tenken.truth` has them. */

export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;

/** The truth value of a boolean. */
export function truthOf(value) {
  return value ? TRUE : FALSE;
}

/** False as soon as one is false, true if all are true, else unknown. True for none at all. */
export function allOf(truths) {
  let result = TRUE;
  for (const truth of truths) {
    if (truth === FALSE) return FALSE;
    if (truth === UNKNOWN) result = UNKNOWN;
  }
  return result;
}

/** True as soon as one is true, false if all are false, else unknown. False for none at all. */
export function anyOf(truths) {
  return negate(allOf(truths.map(negate)));
}

/** True and false change places; unknown stays unknown. */
export function negate(truth) {
  if (truth === UNKNOWN) return UNKNOWN;
  return truth === TRUE ? FALSE : TRUE;
}
