import { namesOf, type Alias, type AliasKind } from './alias.ts';
import {
  cleanName,
  compareFullness,
  isInitial,
  keysOfPart,
  mayBeOne,
  readSpelling,
  samePart,
  searchKey,
  withoutArticle,
  type Spelling,
} from './spelling.ts';

/** A name that tags have, and how many of them. */
export interface NameCount {
  readonly name: string;
  readonly tags: number;
}

/** Somebody in the list of people: as an analyst said, or as one name in use says. */
export interface Person {
  /** `null` for a name of which nothing has been said. */
  readonly alias: Alias | null;
  readonly name: string;
  readonly kind: AliasKind;
  /** The name first. */
  readonly names: readonly NameCount[];
}

/** Made with the first book: no start needs one. */
let alphabet: Intl.Collator | undefined;

/** Of several bearers of a name the one that is named this many times as often is meant. */
const CLEARLY = 3;

/** People whose names may be one's: a proposal, or one person alone. */
interface Group {
  readonly people: Person[];
  readonly spellings: Spelling[];
  tags: number;
}

/** What names were read as, so that a book of the same names is soon made again. */
const READ = new Map<string, Spelling | null>();
const READ_LIMIT = 50_000;

function spellingOf(name: string): Spelling | null {
  let spelling = READ.get(name);
  if (spelling === undefined) {
    spelling = readSpelling(name);
    if (READ.size >= READ_LIMIT) READ.clear();
    READ.set(name, spelling);
  }
  return spelling;
}

/** Most groups that a name is compared with; one that more people have says nothing. */
const CROWD = 200;

/**
 * Everybody who is named in a library: who has which names, whom a text means, and who may be one.
 * Nothing is joined but what an analyst has joined.
 */
export class PeopleBook {
  /** By name. */
  readonly people: readonly Person[];
  private readonly byName = new Map<string, Person>();
  /** Made when it is first asked for. */
  private grouped: readonly Group[] | null = null;
  private readonly groupOf = new Map<Person, Group>();
  private readonly byLastPart = new Map<string, Set<Group>>();

  /** `names`: those in use, each once. */
  constructor(aliases: Iterable<Alias>, names: Iterable<NameCount>) {
    const tags = new Map<string, number>();
    for (const { name, tags: count } of names) tags.set(name, count);
    const people: Person[] = [];
    for (const alias of aliases) people.push(this.know(fromAlias(alias, tags)));
    for (const [name, count] of tags) {
      if (!this.byName.has(cleanName(name)))
        people.push(this.know(fromName({ name, tags: count })));
    }
    const { compare } = (alphabet ??= new Intl.Collator('en'));
    this.people = people.sort((a, b) => compare(a.name, b.name));
  }

  private get groups(): readonly Group[] {
    this.grouped ??= this.group();
    return this.grouped;
  }

  private know(person: Person): Person {
    for (const { name } of person.names) this.byName.set(cleanName(name), person);
    return person;
  }

  /** Who has exactly this name, however its spaces are. */
  personOf(name: string): Person | undefined {
    return this.byName.get(cleanName(name));
  }

  /** Every name of the one who has this one. */
  spellingsOf(name: string): readonly string[] {
    return this.personOf(name)?.names.map((each) => each.name) ?? [name];
  }

  /**
   * The name that is in use for whom these words name, or the words without titles for somebody new.
   * `null` where they name nobody by themselves.
   */
  nameFor(words: string): string | null {
    const said = this.personOf(words);
    if (said?.alias) return said.name;
    const spelling = readSpelling(words);
    if (!spelling) return (said ?? this.personOf(withoutArticle(words)))?.name ?? null;
    const known = this.personOf(spelling.name);
    if (known) return known.name;
    const group = this.groups.length > 0 && meant(spelling, this.candidates(spelling));
    return group ? nameOfGroup(group) : spelling.name;
  }

  /** People of whom a name contains what was typed: those that begin with it, then by how often they are named. */
  matching(typed: string): readonly Person[] {
    const wanted = searchKey(cleanName(typed));
    return this.people
      .map((person) => ({ person, fit: fitOf(person, wanted), tags: tagsOf(person) }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit || b.tags - a.tags)
      .map(({ person }) => person);
  }

  /** People who may be one, the one that is named most first; two of whom an analyst has spoken never are. */
  proposals(): readonly (readonly Person[])[] {
    return this.groups
      .filter(({ people }) => people.length > 1)
      .sort((a, b) => b.tags - a.tags)
      .map((group) => {
        const first = nameOfGroup(group);
        return group.people.toSorted(
          (a, b) => Number(b.name === first) - Number(a.name === first) || tagsOf(b) - tagsOf(a),
        );
      });
  }

  /** The fullest names first, so that shorter ones find those whom they may mean. */
  private group(): Group[] {
    const { people } = this;
    const groups: Group[] = [];
    const begin = (person: Person): Group => {
      const group: Group = { people: [person], spellings: [], tags: 0 };
      groups.push(group);
      return group;
    };
    for (const person of people) {
      if (!person.alias || person.kind !== 'person') continue;
      const group = begin(person);
      for (const { name } of person.names) this.join(group, person, spellingOf(name));
    }
    const said = people.filter(({ alias }) => alias === null);
    const read = said.flatMap((person) => {
      const spelling = spellingOf(person.name);
      return spelling ? [{ person, spelling, level: levelOf(spelling) }] : [];
    });
    read.sort(
      (a, b) =>
        b.level - a.level ||
        tagsOf(b.person) - tagsOf(a.person) ||
        compareFullness(a.spelling, b.spelling),
    );
    for (const { person, spelling } of read) {
      const group = meant(spelling, this.candidates(spelling));
      if (group) group.people.push(person);
      this.join(group ?? begin(person), person, spelling);
    }
    return groups;
  }

  private join(group: Group, person: Person, spelling: Spelling | null): void {
    if (!this.groupOf.has(person)) group.tags += tagsOf(person);
    this.groupOf.set(person, group);
    const last = spelling?.parts.at(-1);
    if (!spelling || last === undefined) return;
    group.spellings.push(spelling);
    for (const key of keysOfPart(last)) {
      const found = this.byLastPart.get(key) ?? new Set();
      this.byLastPart.set(key, found.add(group));
    }
  }

  /** Groups that a name may belong to. */
  private candidates(spelling: Spelling): Group[] {
    const found = new Set<Group>();
    for (const key of keysOfPart(spelling.parts.at(-1) ?? '')) {
      for (const group of this.byLastPart.get(key) ?? []) {
        found.add(group);
        if (found.size > CROWD) return [];
      }
    }
    return [...found].filter(({ spellings }) => spellings.some((each) => names(spelling, each)));
  }
}

/** Whether a name may be short or another spelling for one that is at least as full. */
function names(short: Spelling, full: Spelling): boolean {
  if (short.parts.length > 1 && full.parts.length > 1) return mayBeOne(short, full);
  return samePart(short.parts.at(-1) ?? '', full.parts.at(-1) ?? '');
}

/** The one that is meant of those who may be; `undefined` where nobody can tell. */
function meant(spelling: Spelling, groups: readonly Group[]): Group | undefined {
  const same = groups.filter(({ spellings }) =>
    spellings.some(({ parts }) => parts.join(' ') === spelling.parts.join(' ')),
  );
  const [first, second] = (same.length > 0 ? same : groups).toSorted((a, b) => b.tags - a.tags);
  if (!first || !second) return first;
  return first.tags >= CLEARLY * Math.max(1, second.tags) ? first : undefined;
}

/** Full names before those with initials, and these before one part alone. */
function levelOf({ parts }: Spelling): number {
  if (parts.length === 1) return 0;
  return parts.some(isInitial) ? 1 : parts.length;
}

function nameOfGroup({ people }: Group): string {
  const said = people.find(({ alias }) => alias !== null);
  if (said) return said.name;
  const full = people.filter(({ name }) => (spellingOf(name)?.parts.length ?? 0) > 1);
  const [first] = (full.length > 0 ? full : people).toSorted((a, b) => tagsOf(b) - tagsOf(a));
  return first?.name ?? '';
}

/** How many tags have one of a person's names. */
export function tagsOf({ names: counts }: Person): number {
  return counts.reduce((sum, { tags }) => sum + tags, 0);
}

function fitOf({ names: counts }: Person, wanted: string): number {
  let best = 0;
  for (const { name } of counts) {
    const key = searchKey(name);
    const at = key.indexOf(wanted);
    if (at < 0) continue;
    best = Math.max(best, at === 0 ? 3 : /[\p{L}\p{N}]/u.test(key.charAt(at - 1)) ? 1 : 2);
  }
  return best;
}

function fromAlias(alias: Alias, tags: ReadonlyMap<string, number>): Person {
  const counts = namesOf(alias).map((name) => ({ name, tags: tags.get(name) ?? 0 }));
  return { alias, name: alias.name, kind: alias.kind, names: counts };
}

function fromName(count: NameCount): Person {
  const kind = guessKind(count.name);
  return { alias: null, name: count.name, kind, names: [count] };
}

/** What a name seems to be of, until an analyst says it. */
export function guessKind(name: string): AliasKind {
  return spellingOf(name) ? 'person' : 'body';
}
