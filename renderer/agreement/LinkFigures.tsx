import { LINK_KINDS, linksInWords } from '#core/agreement/report/link-figures.ts';
import { showHidden } from '#core/guards/labels.ts';

import { useAppState } from '../controls/use-workspace.ts';
import { shownNames, type ShownAgreement } from '../model/state/agreement-view.ts';

/** How well people agree on which passages belong together. */
export function LinkFigures({ shown }: { readonly shown: ShownAgreement }) {
  const self = useAppState((state) => state.library.self.id);
  const isAnonymous = useAppState((state) => state.isAnonymous);
  const names = shownNames(shown.annotators, self, isAnonymous);
  return (
    <section aria-label="Which passages belong together">
      <h3>Which passages belong together</h3>
      {shown.links.map(({ a, b, kinds }) =>
        kinds.map((each) => (
          <section key={`${a} ${b} ${each.kind}`} aria-label={LINK_KINDS[each.kind]}>
            <h4>
              {LINK_KINDS[each.kind]}: <bdi>{showHidden(names.get(a) ?? a)}</bdi> and{' '}
              <bdi>{showHidden(names.get(b) ?? b)}</bdi>
            </h4>
            <ul>
              {linksInWords(each).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        )),
      )}
    </section>
  );
}
