import { z } from 'zod';
import { VERSION_PATTERN } from './newer-version.ts';
import { VERSION } from './version.ts';

const error = `expected a version such as "${VERSION}"`;

/** A version of irpcheck, as trace files name it. */
export const versionSchema = z.string({ error }).regex(VERSION_PATTERN, { error });
