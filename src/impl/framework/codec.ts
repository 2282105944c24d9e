/** How a type T lies in memory. T's size is fixed, as `size_of::<T>()` is. */
export interface Codec<T> {
  readonly sizeBytes: number;
  /** T from exactly `sizeBytes` bytes. */
  decode(bytes: Uint8Array): T;
  /** T as exactly `sizeBytes` bytes. */
  encode(value: T): Uint8Array;
}

/** An unsigned or signed integer of up to 32 bits, little-endian. Values are taken modulo its range. */
class IntegerCodec implements Codec<number> {
  readonly sizeBytes: number;
  readonly #signed: boolean;

  constructor(sizeBytes: 1 | 2 | 4, signed: boolean) {
    this.sizeBytes = sizeBytes;
    this.#signed = signed;
  }

  decode(bytes: Uint8Array): number {
    let value = 0;
    for (let index = 0; index < this.sizeBytes; index += 1) value |= (bytes[index] ?? 0) << (8 * index);
    return this.#signed ? value : value >>> 0;
  }

  encode(value: number): Uint8Array {
    const bytes = new Uint8Array(this.sizeBytes);
    for (let index = 0; index < this.sizeBytes; index += 1) bytes[index] = value >>> (8 * index);
    return bytes;
  }
}

export const u8: Codec<number> = new IntegerCodec(1, false);
export const u16: Codec<number> = new IntegerCodec(2, false);
export const u32: Codec<number> = new IntegerCodec(4, false);
export const i32: Codec<number> = new IntegerCodec(4, true);

/** An unsigned 64-bit integer, little-endian, exact. Values are taken modulo 2^64. */
export const u64: Codec<bigint> = {
  sizeBytes: 8,
  decode: (bytes) => BigInt(u32.decode(bytes)) | (BigInt(u32.decode(bytes.subarray(4))) << 32n),
  encode: (value) => {
    const bytes = new Uint8Array(8);
    bytes.set(u32.encode(Number(BigInt.asUintN(32, value))));
    bytes.set(u32.encode(Number(BigInt.asUintN(32, value >> 32n))), 4);
    return bytes;
  },
};

class BytesCodec implements Codec<Uint8Array> {
  readonly sizeBytes: number;

  constructor(sizeBytes: number) {
    this.sizeBytes = sizeBytes;
  }

  decode(bytes: Uint8Array): Uint8Array {
    return bytes;
  }

  encode(value: Uint8Array): Uint8Array {
    return value;
  }
}

/** An array of `sizeBytes` bytes: Rust's `[u8; N]`. */
export function bytes(sizeBytes: number): Codec<Uint8Array> {
  return new BytesCodec(sizeBytes);
}

type Fields = Readonly<Record<string, Codec<unknown>>>;

/** The value of a structure with these fields. */
export type StructOf<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Codec<infer T> ? T : never;
};

/** A structure: its fields one after another in the order given, without padding. */
export function struct<F extends Fields>(fields: F): Codec<StructOf<F>> {
  const entries = Object.entries(fields);
  const sizeBytes = entries.reduce((size, [, field]) => size + field.sizeBytes, 0);
  return {
    sizeBytes,
    decode: (source) => {
      const value: Record<string, unknown> = {};
      let at = 0;
      for (const [name, field] of entries) {
        value[name] = field.decode(source.slice(at, at + field.sizeBytes));
        at += field.sizeBytes;
      }
      return value as StructOf<F>;
    },
    encode: (value) => {
      const target = new Uint8Array(sizeBytes);
      let at = 0;
      for (const [name, field] of entries) {
        target.set(encodeExactly(field, value[name]), at);
        at += field.sizeBytes;
      }
      return target;
    },
  };
}

/**
 * A value as the bytes of its type.
 *
 * @throws RangeError when a codec does not keep to its size
 */
export function encodeExactly<T>(codec: Codec<T>, value: T): Uint8Array {
  const encoded = codec.encode(value);
  if (encoded.length !== codec.sizeBytes) {
    throw new RangeError(`${encoded.length} bytes for a type of ${codec.sizeBytes} bytes`);
  }
  return encoded;
}
