/** What a command that goes through thousands of entries once, and then ends, asks of its process. */

export interface BulkWork {
  /** Said before it begins; more than once does no harm. */
  begins(): void;
}
