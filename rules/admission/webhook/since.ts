/** Operator versions, where a change came with patch releases of several minors on the same day. */
export const SINCE_1_28_3 = '>=1.28.3 <1.29 || >=1.29.1';
export const SINCE_1_28_4 = '>=1.28.4 <1.29 || >=1.29.2';
