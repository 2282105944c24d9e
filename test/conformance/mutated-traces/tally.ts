interface Counts {
  readonly total: number;
  readonly json: number;
  readonly documents: number;
}

const NONE: Counts = { total: 0, json: 0, documents: 0 };

/** How many texts were read, by kind of mutation, and what became of them. */
export class Tally {
  readonly #kinds = new Map<string, Counts>();

  count(kind: string, { isJson, isDocument }: { isJson: boolean; isDocument: boolean }): void {
    const { total, json, documents } = this.of(kind);
    this.#kinds.set(kind, {
      total: total + 1,
      json: json + (isJson ? 1 : 0),
      documents: documents + (isDocument ? 1 : 0),
    });
  }

  of(kind: string): Counts {
    return this.#kinds.get(kind) ?? NONE;
  }

  get total(): number {
    return this.#sum('total');
  }

  get json(): number {
    return this.#sum('json');
  }

  get documents(): number {
    return this.#sum('documents');
  }

  /** One line for each kind, and one for all. */
  table(): string {
    const line = (name: string, { total, json, documents }: Counts): string => {
      const numbers = [total, json, total - documents, documents].map((each) => String(each).padStart(9));
      return `${name.padEnd(24)}${numbers.join('')}\n`;
    };
    const head = `${'mutated traces'.padEnd(24)}    texts     JSON  refused   traces\n`;
    const rows = [...this.#kinds].map(([name, counts]) => line(name, counts));
    const all = { total: this.total, json: this.json, documents: this.documents };
    return `${head}${rows.join('')}${line('all', all)}`;
  }

  #sum(part: keyof Counts): number {
    return [...this.#kinds.values()].reduce((sum, counts) => sum + counts[part], 0);
  }
}
