// People of the event by outlet: spellings put together, and taken apart again. The list of people itself is
// the library's.
import type { ComparedPerson } from '#core/compare/comparison/comparison.ts';
import type { PeopleEdit } from '#core/people/plan-edit.ts';

import type { People } from '../people/people.ts';
import type { CompareState } from '../state/compare-state.ts';
import type { Notices } from '../window/notices.ts';
import type { Compare } from './compare.ts';

interface SpellingsNeeds {
  readonly compare: Compare;
  readonly notices: Pick<Notices, 'say'>;
  readonly people: Pick<People, 'apply'>;
}

/** The person that is chosen, the first where none is. */
export function chosenPerson({ shown, lines }: CompareState): ComparedPerson | undefined {
  const people = shown?.comparison.people ?? [];
  return people.find(({ name }) => name === lines.people) ?? people[0];
}

/** The analyst's word on who is one person. */
export class Spellings {
  constructor(private readonly needs: SpellingsNeeds) {}

  /** Makes all spellings of the chosen person one. */
  async merge(): Promise<void> {
    const person = this.withPerson();
    if (!person) return;
    const { name } = person;
    if (person.alias !== null) {
      this.needs.notices.say(`${name}: these spellings are one already.`);
      return;
    }
    const names = person.spellings.map((each) => each.name);
    await this.apply({ type: 'merge', names, name }, `${name}: ${names.length} spellings are one.`);
  }

  /** Never proposes the spellings of the chosen person as one again. */
  async keepApart(): Promise<void> {
    const person = this.withPerson();
    if (!person) return;
    if (person.alias !== null) await this.takeApart();
    else {
      const names = person.spellings.map((each) => each.name);
      await this.apply({ type: 'keep-apart', names }, 'They stay apart.');
    }
  }

  /** Takes the last spelling of the chosen person away from the others. */
  async takeApart(): Promise<void> {
    const person = this.withPerson();
    if (!person) return;
    if (person.alias === null) {
      this.needs.notices.say('These spellings are not one yet.');
      return;
    }
    const last = person.spellings.findLast((each) => each.name !== person.name)?.name;
    if (last === undefined) return;
    const edit = { type: 'take-apart', name: person.name, spelling: last } as const;
    await this.apply(edit, `${last} is somebody else now.`);
  }

  private async apply(edit: PeopleEdit, words: string): Promise<void> {
    const applied = await this.needs.people.apply(edit);
    this.needs.notices.say(applied.ok ? words : applied.error);
  }

  private withPerson(): ComparedPerson | undefined {
    const person = chosenPerson(this.needs.compare.state);
    if (!person) this.needs.notices.say('Nobody is chosen.');
    return person;
  }
}
