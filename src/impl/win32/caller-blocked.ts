/** A call into the kernel that never returns: the caller waits for a request that nothing completes (R45a). */
export class CallerBlocked extends Error {
  constructor() {
    super('the calling thread waits for ever');
    this.name = 'CallerBlocked';
  }
}
