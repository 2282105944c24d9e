// The correct drivers of different design, each with the files of dist/drivers that make it.
export const DRIVERS = [
  { name: 'article', files: ['article', 'example-device'] },
  { name: 'record', files: ['record', 'example-device'] },
  { name: 'wdm-article', files: ['wdm-article', 'wdm-driver'] },
  { name: 'zero', files: ['zero', 'wdm-driver'] },
  { name: 'disk', files: ['disk', 'locking-driver', 'wdm-driver'] },
  { name: 'mailbox', files: ['mailbox', 'wdm-driver'] },
  { name: 'partial', files: ['partial', 'locking-driver', 'wdm-driver'] },
  { name: 'per-file', files: ['per-file', 'locking-driver', 'wdm-driver'] },
];
