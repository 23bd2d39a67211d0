import type { ComparedEvent, Item } from '../evidence/items.ts';
import type { Forbidden, Link } from './links.ts';

/** Content words from which on a quotation founds families; shorter ones only join. */
export const LONG = 4;
/** Two families whose scores are nearer than this are both only offered. */
const UNDECIDED = 0.08;

interface Group {
  members: number[];
  /** Numbers of speakers that are persons. */
  readonly persons: Set<number>;
}

/** Puts the items of an event together, one join at a time. */
export class FamilyBuilder {
  private readonly groups: Group[];
  private readonly linksOf: Link[][];

  constructor(
    private readonly event: ComparedEvent,
    links: readonly Link[],
    private readonly forbidden: Forbidden,
  ) {
    this.groups = event.items.map(({ index, speakerId }) => ({
      members: [index],
      persons: new Set(event.speakers.isPerson(speakerId) ? [speakerId] : []),
    }));
    this.linksOf = event.items.map(() => []);
    for (const link of links) {
      this.linksOf[link.a]?.push(link);
      this.linksOf[link.b]?.push(link);
    }
  }

  /** Long quotations, in falling number of content words: each with every earlier one it is linked to. */
  joinLong(): void {
    const done = new Set<number>();
    for (const { index } of this.inOrder((item) => item.content >= LONG)) {
      const links = (this.linksOf[index] ?? [])
        .filter((link) => link.rule !== 'equal' && done.has(otherOf(link, index)))
        .sort((a, b) => b.score - a.score || otherOf(a, index) - otherOf(b, index));
      for (const link of links) {
        const [a, b] = [this.groups[link.a], this.groups[link.b]];
        if (a && b && a !== b && this.mayJoin(a, b, link)) this.merge(a, b);
      }
      done.add(index);
    }
  }

  /** The others, longest first, each to one family; then once more those that are still alone. */
  joinShort(): void {
    const short = this.inOrder((item) => item.content < LONG);
    const done = new Set(this.inOrder((item) => item.content >= LONG).map(({ index }) => index));
    for (const { index } of short) {
      this.joinBest(index, (other) => done.has(other));
      done.add(index);
    }
    for (const { index } of short) {
      this.joinBest(index, (other) => (this.groups[other]?.members.length ?? 0) > 1);
    }
  }

  /** The families, each in the order of its items, by their first items. */
  families(): number[][] {
    return [...new Set(this.groups)]
      .map(({ members }) => members.toSorted((a, b) => a - b))
      .sort(([a = 0], [b = 0]) => a - b);
  }

  private inOrder(isWanted: (item: Item) => boolean): Item[] {
    return this.event.items
      .filter(isWanted)
      .sort((a, b) => b.content - a.content || b.length - a.length || a.index - b.index);
  }

  /** Joins an item that is alone to the one family that is clearly the nearest. */
  private joinBest(index: number, isPlaced: (other: number) => boolean): void {
    const own = this.groups[index];
    if (!own || own.members.length > 1) return;
    const scores = new Map<Group, number>();
    for (const link of this.linksOf[index] ?? []) {
      const other = otherOf(link, index);
      const group = this.groups[other];
      if (!group || !isPlaced(other) || !this.mayJoin(own, group, link)) continue;
      scores.set(group, Math.max(scores.get(group) ?? 0, link.score));
    }
    const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
    if (!best || (second && best[1] - second[1] < UNDECIDED)) return;
    this.merge(best[0], own);
  }

  private mayJoin(a: Group, b: Group, link: Link): boolean {
    if (link.source !== 'different' && this.clash(a, b)) return false;
    return !a.members.some((one) =>
      b.members.some((other) => this.forbidden.isRefused(one, other)),
    );
  }

  /** Whether persons speak in both, and none of them in both. */
  private clash(a: Group, b: Group): boolean {
    if (a.persons.size === 0 || b.persons.size === 0) return false;
    const { speakers } = this.event;
    for (const one of a.persons) {
      for (const other of b.persons) if (speakers.sourceOf(one, other) === 'same') return false;
    }
    return true;
  }

  private merge(into: Group, from: Group): void {
    const [large, small] = into.members.length >= from.members.length ? [into, from] : [from, into];
    for (const index of small.members) {
      large.members.push(index);
      this.groups[index] = large;
    }
    for (const person of small.persons) large.persons.add(person);
  }
}

function otherOf(link: Link, index: number): number {
  return link.a === index ? link.b : link.a;
}
