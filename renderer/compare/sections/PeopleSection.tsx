import type { ComparedArticle, ComparedPerson } from '#core/compare/comparison/comparison.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { ActionButton } from '../../commands/ActionButton.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { chosenPerson } from '../../model/compare/spellings.ts';
import { Actions } from './Actions.tsx';
import { FigureHead } from './FigureHead.tsx';
import { SectionList } from './SectionList.tsx';

/** Who is spelled in two ways and more, and which outlet spells how. */
export function PeopleSection() {
  const workspace = useWorkspace();
  const compare = useAppState((state) => state.compare);
  const { shown } = compare;
  if (!shown) return null;
  const { people, articles } = shown.comparison;
  const chosen = chosenPerson(compare);
  const lines = people.map((person) => ({ key: person.name, person }));
  return (
    <div className="compare-beside-list">
      <SectionList
        label="People"
        lines={lines}
        chosen={chosen?.name}
        rowHeight={44}
        onChoose={(key) => {
          workspace.compare.choose('people', key);
        }}
        empty="Nobody is spelled in two ways in these articles."
        row={(index) => {
          const person = lines[index]?.person;
          if (!person) return null;
          return (
            <span className="grow">
              <span className="compare-line-title">
                <bdi>{showHidden(person.name)}</bdi>
              </span>
              <span className="compare-line-where">
                {countOf(person.spellings.length, 'spelling')} ·{' '}
                {person.alias === null ? 'proposed' : 'one person'}
              </span>
            </span>
          );
        }}
      />
      <section className="compare-detail" aria-label="Spellings by outlet" data-pane="passages">
        {chosen ? (
          <>
            <h2>
              <bdi>{showHidden(chosen.name)}</bdi>
            </h2>
            <p className="compare-sentence">
              {chosen.alias === null
                ? 'These spellings look like one. Nothing is put together until you say so.'
                : 'You have made these spellings one: in search, filters and who says what.'}
            </p>
            <Spellings person={chosen} articles={articles} />
            <Actions
              commands={chosen.alias === null ? ['link-cell', 'refuse-cell'] : ['take-out']}
              words={{
                'link-cell': 'They are one',
                'refuse-cell': 'Keep them apart',
                'take-out': 'Take the last spelling away',
              }}
            />
            <p>
              <ActionButton command="people" words="All people…" />
            </p>
          </>
        ) : null}
      </section>
    </div>
  );
}

/** How often each outlet has each spelling. */
function Spellings({
  person,
  articles,
}: {
  readonly person: ComparedPerson;
  readonly articles: readonly ComparedArticle[];
}) {
  return (
    <table className="compare-figures">
      <caption>How often each spelling stands in an article</caption>
      <FigureHead rows="Spelling" articles={articles} />
      <tbody>
        {person.spellings.map(({ name, counts }) => (
          <tr key={name}>
            <th scope="row">
              <bdi>{showHidden(name)}</bdi>
            </th>
            {counts.map((count, article) => (
              <td key={article}>{count === 0 ? '–' : count}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
