/** The names under which every driver here creates its device, as the article's does. */
export const DEVICE_NAME = '\\Device\\Example';
export const LINK_NAME = '\\??\\Example';
