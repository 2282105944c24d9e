import { MalformedImageError } from './image-error.ts';

/** What is read for people only, and no loader looks at: null where it is damaged. */
export function informational<Result>(read: () => Result | null): Result | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedImageError) return null;
    throw error;
  }
}
