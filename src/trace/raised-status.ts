import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_IN_PAGE_ERROR,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_WORKING_SET_QUOTA,
} from '../nt/ntstatus.ts';
import type { RaisedName } from './during.ts';

/** The statuses that an entry of `during` may raise, by name. */
export const RAISED: Readonly<Record<RaisedName, NTSTATUS>> = {
  STATUS_ACCESS_VIOLATION,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_WORKING_SET_QUOTA,
  STATUS_IN_PAGE_ERROR,
};
