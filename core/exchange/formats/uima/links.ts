import type { Structure } from './structure.ts';

/** Structures that lead to others and are no tags: the elements of chains, and what fills a slot. */
export class Links {
  readonly #byId: ReadonlyMap<number, Structure>;
  /** Types of chains, and of what they are made of. */
  readonly #chains = new Set<string>();
  readonly #elements = new Set<string>();

  constructor(structures: readonly Structure[]) {
    this.#byId = new Map(structures.map((each) => [each.id, each]));
    for (const { type, value } of structures) {
      const first = this.#byId.get(Number(value['@first']));
      if (isOnWords(value) || !first || !isOnWords(first.value)) continue;
      this.#chains.add(type);
      this.#elements.add(first.type);
    }
  }

  /** Whether it is a chain, which says nothing besides its elements. */
  isChain({ type }: Structure): boolean {
    return this.#chains.has(type);
  }

  /** Whether it is an element of a chain. */
  isElement({ type }: Structure): boolean {
    return this.#elements.has(type);
  }

  /** How many links lead from a tag, without those that are structures of their own. */
  countFrom({ value }: Structure): number {
    return Object.entries(value).filter(
      ([name, target]) =>
        name.startsWith('@') && name !== '@sofa' && !idsIn(target).some((id) => this.#isOwn(id)),
    ).length;
  }

  /** Whether something is a link, or a list of some. */
  #isOwn(id: number): boolean {
    const { value } = this.#byId.get(id) ?? {};
    if (!value || isOnWords(value)) return false;
    const elements = value['%ELEMENTS'];
    return Array.isArray(elements)
      ? elements.some((each) => typeof each === 'number' && this.#isOwn(each))
      : Object.keys(value).some((name) => name.startsWith('@') && name !== '@sofa');
  }
}

function isOnWords(value: Structure['value']): boolean {
  return ['begin', '^begin'].some((name) => value[name] !== undefined);
}

/** The ids in a feature: one, a list of them, or as XMI writes one. */
function idsIn(target: unknown): number[] {
  if (Array.isArray(target)) return target.map(Number);
  return typeof target === 'string' ? target.split(' ').map(Number) : [Number(target)];
}
