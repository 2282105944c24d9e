import { EXIT } from '../../report/exit-code.ts';
import { imageJson } from '../../report/image-json.ts';
import { imageText } from '../../report/image-text.ts';
import { inspectImage, MalformedImageError, UnsupportedImageError } from '../../subjects/inspect-image.ts';
import type { ImageFacts } from '../../trace/result/image-facts.ts';
import { NotSupportedError, UsageError } from '../errors.ts';
import { type Host, isColoured } from '../host.ts';
import { prepareAll, writeTarget } from '../output/target.ts';
import { MIB, readBytes } from '../read-bytes.ts';

export interface InspectOptions {
  /** A file for the JSON, `-` for standard output. */
  readonly json?: string;
  readonly color: boolean;
}

const STANDARD_OUTPUT = '-';

/** The largest file of an image, bytes: with symbols in it one may be some times as large as in memory. */
const MAX_IMAGE_FILE_BYTES = 64 * MIB;

async function factsOf(path: string): Promise<ImageFacts> {
  const bytes = await readBytes(path, { what: 'an image', maxBytes: MAX_IMAGE_FILE_BYTES });
  try {
    return await inspectImage(path, bytes);
  } catch (error) {
    if (error instanceof MalformedImageError) {
      throw new UsageError(`'${path}' is no image of a driver: ${error.message}`);
    }
    if (error instanceof UnsupportedImageError) throw new NotSupportedError(`'${path}': ${error.message}`);
    throw error;
  }
}

/**
 * `irpcheck inspect`: describes compiled drivers. Nothing of them is run, and nothing is told unless all can be described.
 *
 * @throws {UsageError} for a file that can't be read, or is no sound image of a driver; NotSupportedError for one that is
 * not supported.
 */
export async function inspect(
  paths: readonly string[],
  { json, color }: InspectOptions,
  host: Host,
): Promise<number> {
  const images: ImageFacts[] = [];
  for (const path of paths) images.push(await factsOf(path));
  if (json !== undefined && json !== STANDARD_OUTPUT) {
    await prepareAll([], [json]);
    await writeTarget(json, imageJson(images));
  } else if (json !== undefined) host.stdout.write(imageJson(images));
  const output = json === STANDARD_OUTPUT ? host.stderr : host.stdout;
  const colour = isColoured(output, host.env, color);
  output.write(images.map((image) => imageText(image, { colour })).join('\n'));
  return EXIT.CONFORMS;
}
