/** Whether two speakers are one: nothing can be said where one is a body or a state, or unknown. */
export type Source = 'same' | 'different' | 'unknown';

/** Who the speakers of an event are; the library's list of people answers this. */
export interface Speakers {
  /** Whether a name is a person's, and not that of a body or state. */
  isPerson(name: string): boolean;
  samePerson(a: string, b: string): Source;
}

/** The speakers of an event by numbers, each question asked once. */
export class SpeakerTable {
  private readonly names: string[] = [];
  private readonly persons: boolean[] = [];
  private readonly ids = new Map<string, number>();
  private readonly known = new Map<number, Source>();

  constructor(private readonly speakers: Speakers) {}

  /** The number of a name; -1 for nobody. */
  idOf(name: string | null): number {
    if (name === null || name.trim() === '') return -1;
    let id = this.ids.get(name);
    if (id === undefined) {
      id = this.names.push(name) - 1;
      this.ids.set(name, id);
      this.persons.push(this.speakers.isPerson(name));
    }
    return id;
  }

  isPerson(id: number): boolean {
    return this.persons[id] ?? false;
  }

  sourceOf(a: number, b: number): Source {
    const [first, second] = [this.names[a], this.names[b]];
    if (first === undefined || second === undefined) return 'unknown';
    if (a === b) return 'same';
    if (!this.isPerson(a) || !this.isPerson(b)) return 'unknown';
    const key = Math.min(a, b) * 0x100000 + Math.max(a, b);
    let source = this.known.get(key);
    if (source === undefined) {
      source = this.speakers.samePerson(first, second);
      this.known.set(key, source);
    }
    return source;
  }
}
