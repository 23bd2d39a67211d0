import { useState } from 'react';

import type { Category } from '#core/codebook/codebook.ts';
import { CATEGORY_COLOURS, contrastsOf, LEAST_CONTRAST, PAGES } from '#core/codebook/colours.ts';

import { contrastWords } from '../model/state/messages.ts';

type Colours = Category['color'];

const MODES = [
  ['light', 'Colour on light pages'],
  ['dark', 'Colour on dark pages'],
] as const;

const HEX = /^#[0-9a-f]{6}$/iu;

/** A category's two colours, how well each is seen on its pages, and how tags look with them. */
export function CategoryColours({
  category,
  onChange,
}: {
  readonly category: Category;
  readonly onChange: (color: Colours) => Promise<boolean>;
}) {
  const { color } = category;
  // What is being written, until it is taken or refused.
  const [written, setWritten] = useState<Colours | null>(null);
  const draft = written ?? color;
  const commit = async (wanted: Colours): Promise<void> => {
    if (wanted.light !== color.light || wanted.dark !== color.dark) await onChange(wanted);
    setWritten(null);
  };
  return (
    <>
      <div className="codebook-swatches" role="group" aria-label="Ready-made colours">
        {CATEGORY_COLOURS.map(({ name, light, dark }) => (
          <button
            key={name}
            type="button"
            aria-label={name}
            title={name}
            aria-pressed={color.light.toLowerCase() === light.toLowerCase()}
            onClick={() => void commit({ light, dark })}
          >
            <i style={{ background: light }} />
            <i style={{ background: dark }} />
          </button>
        ))}
      </div>
      <div className="codebook-colours">
        {MODES.map(([mode, label]) => {
          const wanted = draft[mode];
          const shown = HEX.test(wanted) ? wanted : color[mode];
          const change = (value: string): void => {
            setWritten({ ...draft, [mode]: value });
          };
          return (
            <fieldset key={mode} className="codebook-colour">
              <legend className="field-label">{label}</legend>
              <div
                className="codebook-colour-fields"
                onBlur={() => void commit(draft)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') void commit(draft);
                }}
              >
                <input
                  type="text"
                  aria-label={label}
                  maxLength={7}
                  spellCheck={false}
                  value={wanted}
                  onChange={(event) => {
                    change(event.target.value.trim());
                  }}
                />
                <input
                  type="color"
                  aria-label={`${label}, by eye`}
                  value={shown.toLowerCase()}
                  onChange={(event) => {
                    change(event.target.value);
                  }}
                />
              </div>
              <Sample category={category} colour={shown} mode={mode} />
              <Figures colour={wanted} mode={mode} />
            </fieldset>
          );
        })}
      </div>
    </>
  );
}

function Figures({ colour, mode }: { readonly colour: string; readonly mode: 'light' | 'dark' }) {
  if (!HEX.test(colour)) return <p className="problem">Not a colour such as #0072b2.</p>;
  const contrasts = contrastsOf(colour, mode);
  const isLow = contrasts.some(({ ratio }) => ratio < LEAST_CONTRAST);
  return (
    <p className={isLow ? 'problem' : 'hint'}>
      {contrasts
        .map(({ page, ratio }) => `${page.theme.replace('-', ' ')} ${contrastWords(ratio)}`)
        .join(' · ')}
      {isLow ? ' — below 3:1' : ' — at least 3:1'}
    </p>
  );
}

/** Widths as they are in the article. */
const LINE_WIDTH: Readonly<Record<Category['line'], string>> = {
  solid: '2px',
  dashed: '2px',
  dotted: '2.5px',
  double: '1px',
  wavy: '1px',
};

function Sample({
  category: { letter, line },
  colour,
  mode,
}: {
  readonly category: Category;
  readonly colour: string;
  readonly mode: 'light' | 'dark';
}) {
  const [page] = PAGES[mode];
  return (
    <p
      className="codebook-sample"
      style={{ background: page?.background, color: page?.text }}
      aria-hidden
    >
      <b style={{ color: colour }}>{letter}</b>
      He called it{' '}
      <span
        style={{
          background: `color-mix(in srgb, ${colour} 16%, transparent)`,
          textDecoration: `underline ${line} ${LINE_WIDTH[line]} ${colour}`,
          textUnderlineOffset: '3px',
          textDecorationSkipInk: 'none',
        }}
      >
        a road to nowhere
      </span>
      .
    </p>
  );
}
