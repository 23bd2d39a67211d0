import type { LastPlace } from '../model/last-place.ts';

const FIELD = '[data-pane="detail"] :is(input, textarea)[data-field]';

/** Keeps what is being typed in the details, which becomes a change on leaving the field. */
export function keepTyping(lastPlace: Pick<LastPlace, 'type'>): void {
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    const { field } = target.dataset;
    if (field !== undefined && target.matches(FIELD)) {
      lastPlace.type({ field, text: target.value });
    }
  });
  document.addEventListener('focusout', ({ target }) => {
    if (target instanceof Element && target.matches(FIELD)) lastPlace.type(null);
  });
}
