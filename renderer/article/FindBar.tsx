import { useEffect, useRef } from 'react';

import { Check } from '../controls/fields/Check.tsx';
import { CommandButton } from '../commands/CommandButton.tsx';
import { Icon } from '../controls/Icon.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';

/** Find in the article on screen. */
export function FindBar() {
  const asked = useAppState((state) => state.find?.asked);
  return asked === undefined ? null : <OpenFindBar key={asked} />;
}

function OpenFindBar() {
  const workspace = useWorkspace();
  const find = useAppState((state) => state.find);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  if (!find) return null;
  const { query, options, matches, current } = find;
  const toggle = (name: keyof typeof options, label: string) => (
    <Check
      isChecked={options[name]}
      onChange={(isChecked) => {
        workspace.find.look(query, { ...options, [name]: isChecked });
      }}
    >
      {label}
    </Check>
  );
  return (
    <search className="article-find-bar">
      <input
        ref={input}
        type="search"
        aria-label="Find in article"
        placeholder="Find in article"
        value={query}
        onChange={(event) => {
          workspace.find.look(event.target.value, options);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          workspace.find.step(event.shiftKey ? -1 : 1);
        }}
      />
      <span className="article-find-count" aria-live="polite">
        {query === ''
          ? ''
          : matches.length === 0
            ? 'Not found'
            : `${current + 1} of ${matches.length.toLocaleString('en')}`}
      </span>
      <CommandButton command="find-previous" icon="up" />
      <CommandButton command="find-next" icon="down" />
      <div className="article-find-options">
        {toggle('caseSensitive', 'Case')}
        {toggle('wholeWord', 'Whole word')}
        {toggle('ignoreQuotesAndAccents', 'Ignore quote style & accents')}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label="Close find"
        onClick={() => {
          workspace.find.close();
        }}
      >
        <Icon name="close" />
      </button>
    </search>
  );
}
