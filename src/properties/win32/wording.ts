/** A guard that several properties have. */
export const OWN_FIELD = 'only where the call succeeds or fails as expected: that is win32/result’s';
