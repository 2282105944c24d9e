/** The version of irpcheck: its manifest's, which no browser could read. A release changes both. */
export const VERSION: string = '0.1.0';
