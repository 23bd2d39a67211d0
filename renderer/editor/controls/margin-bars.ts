import type { Tag } from '#core/tags/tag.ts';

import { personColor } from '../paint/people.ts';
import { colorOf, type CategoryStyle } from '../paint/palette.ts';

/** A tag as the margin shows it. */
export interface BarTag {
  readonly tag: Tag;
  readonly category: CategoryStyle;
  /** Full text for screen readers and on hover. */
  readonly label: string;
  /** Initials of another annotator; empty for one's own tags. */
  readonly owner: string;
  /** Their place among the others, counted from 0. */
  readonly person?: number;
  /** Whether a reviewer has decided on it. */
  readonly isDecided?: boolean;
  /** Heights in CSS pixels from the top of the page element. */
  readonly top: number;
  readonly bottom: number;
  readonly selected: boolean;
}

/** Smallest height and width of a bar's button, in CSS pixels (WCAG 2.5.8). */
const TARGET = 24;

/** Columns of bars; what does not fit is behind a “+n” button in one more column. */
const COLUMNS = 4;

/** How many tags a “+n” button names before it counts the rest. */
const NAMED_TAGS = 12;

/** Everything that is written to a button. */
interface Look {
  readonly key: string;
  /** The tag that gives it its place in document order. */
  readonly firstId: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly styles: Readonly<Record<string, string>>;
}

interface Placed {
  readonly bar: BarTag;
  readonly column: number;
}

interface Hidden {
  readonly ids: string[];
  readonly labels: string[];
  readonly top: number;
  bottom: number;
}

/**
 * Gives each bar a column, so that no two bars in one column touch. A bar keeps the column it had
 * while it stays in view; the rest go behind “+n” buttons, one for each run of bars that overlap.
 */
export function placeBars(
  bars: readonly BarTag[],
  previous: ReadonlyMap<string, number>,
): { placed: Placed[]; hidden: Hidden[] } {
  const columns: { top: number; bottom: number }[][] = Array.from({ length: COLUMNS }, () => []);
  const fits = (column: number, bar: BarTag): boolean => {
    const bottom = Math.max(bar.bottom, bar.top + TARGET);
    return (columns[column] ?? []).every((other) => other.bottom <= bar.top || bottom <= other.top);
  };
  const place = (bar: BarTag, column: number): void => {
    columns[column]?.push({ top: bar.top, bottom: Math.max(bar.bottom, bar.top + TARGET) });
    placed.push({ bar, column });
  };
  const placed: Placed[] = [];
  const left: BarTag[] = [];
  const isOwn = ({ owner }: BarTag): boolean => owner === '';
  // One's own are nearest to the text, whoever came into view first.
  for (const group of [bars.filter(isOwn), bars.filter((bar) => !isOwn(bar))]) {
    const newcomers = group.filter((bar) => {
      const column = previous.get(bar.tag.id);
      if (column === undefined || !fits(column, bar)) return true;
      place(bar, column);
      return false;
    });
    for (const bar of newcomers) {
      const column = columns.findIndex((_, index) => fits(index, bar));
      if (column >= 0) place(bar, column);
      else left.push(bar);
    }
  }
  const hidden: Hidden[] = [];
  for (const bar of left.sort((a, b) => a.top - b.top)) {
    const last = hidden.at(-1);
    if (last && bar.top < Math.max(last.bottom, last.top + TARGET)) {
      last.ids.push(bar.tag.id);
      last.labels.push(bar.label);
      last.bottom = Math.max(last.bottom, bar.bottom);
    } else {
      hidden.push({ ids: [bar.tag.id], labels: [bar.label], top: bar.top, bottom: bar.bottom });
    }
  }
  return { placed, hidden };
}

/** What a press on a bar asks for. */
export interface MarginEvents {
  /** One id, or those behind a “+n” button in document order. */
  onPress(ids: readonly string[], event: MouseEvent): void;
  onHover(id: string | undefined): void;
}

/**
 * One bar per tag in view, left of the text: the pointer's target for a tag, and a toolbar that
 * the keyboard and screen readers can walk.
 */
export class MarginBars {
  private readonly shown = new Map<string, { button: HTMLButtonElement; written: string }>();
  private columns = new Map<string, number>();
  private focusKey: string | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly events: MarginEvents,
  ) {
    element.setAttribute('role', 'toolbar');
    element.setAttribute('aria-label', 'Tags in view');
    element.setAttribute('aria-orientation', 'vertical');
    element.addEventListener('keydown', this.onKeyDown);
    element.addEventListener('focusin', this.onFocusIn);
    element.addEventListener('click', this.onClick);
    element.addEventListener('mouseover', this.onMouseOver);
    element.addEventListener('mouseleave', this.onMouseLeave);
  }

  /** Shows these tags, given in document order. */
  show(bars: readonly BarTag[]): void {
    const { placed, hidden } = placeBars(bars, this.columns);
    this.columns = new Map(placed.map(({ bar, column }) => [bar.tag.id, column]));
    const rank = new Map(bars.map(({ tag }, index) => [tag.id, index]));
    const looks = [
      ...placed.map(({ bar, column }) => lookOfBar(bar, column)),
      ...hidden.map(lookOfMore),
    ].sort((a, b) => (rank.get(a.firstId) ?? 0) - (rank.get(b.firstId) ?? 0));
    const keys = new Set(looks.map(({ key }) => key));
    const hadFocus = this.element.contains(document.activeElement);
    for (const [key, { button }] of this.shown) {
      if (keys.has(key)) continue;
      button.remove();
      this.shown.delete(key);
    }
    let previous: HTMLButtonElement | null = null;
    for (const look of looks) {
      const button = this.update(look);
      // Moving an element loses its focus, so only what is out of place is moved.
      const next: Element | null = previous
        ? previous.nextElementSibling
        : this.element.firstElementChild;
      if (next !== button) this.element.insertBefore(button, next);
      previous = button;
    }
    this.setTabStop(this.focusKey);
    if (hadFocus && !this.element.contains(document.activeElement)) this.tabStop()?.focus();
  }

  /** What is shown next takes its columns anew. */
  forgetColumns(): void {
    this.columns.clear();
  }

  /** The button with this look; written only if it differs, or the browser would look at all of it again. */
  private update(look: Look): HTMLButtonElement {
    const known = this.shown.get(look.key);
    const written = JSON.stringify(look);
    if (known?.written === written) return known.button;
    const button = known?.button ?? makeButton(look.key);
    for (const [name, value] of Object.entries(look.attributes)) button.setAttribute(name, value);
    for (const [name, value] of Object.entries(look.styles)) button.style.setProperty(name, value);
    button.textContent = look.text;
    this.shown.set(look.key, { button, written });
    return button;
  }

  private tabStop(): HTMLButtonElement | undefined {
    return this.element.querySelector<HTMLButtonElement>('[tabindex="0"]') ?? undefined;
  }

  /** Exactly one bar is in the tab order: the one last focused, else the selected, else the first. */
  private setTabStop(key: string | undefined): void {
    const first = this.element.firstElementChild;
    const chosen =
      (key === undefined ? undefined : this.shown.get(key)?.button) ??
      this.element.querySelector<HTMLButtonElement>('[aria-pressed="true"]') ??
      (first instanceof HTMLButtonElement ? first : undefined);
    for (const { button } of this.shown.values()) {
      const tabIndex = button === chosen ? 0 : -1;
      if (button.tabIndex !== tabIndex) button.tabIndex = tabIndex;
    }
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const all = Array.from(this.element.children);
    const at = all.findIndex((child) => child === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const target = all[Math.min(Math.max(to, 0), all.length - 1)];
    if (target instanceof HTMLElement) target.focus();
  };

  private readonly onFocusIn = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLButtonElement)) return;
    this.focusKey = event.target.dataset['key'];
    this.setTabStop(this.focusKey);
  };

  private readonly onClick = (event: MouseEvent): void => {
    const ids = idsOf(event.target);
    if (ids.length > 0) this.events.onPress(ids, event);
  };

  private readonly onMouseOver = (event: MouseEvent): void => {
    this.events.onHover(idsOf(event.target)[0]);
  };

  private readonly onMouseLeave = (): void => {
    this.events.onHover(undefined);
  };
}

function idsOf(target: EventTarget | null): string[] {
  const button = target instanceof Element ? target.closest('button') : null;
  return button?.dataset['ids']?.split(' ') ?? [];
}

function makeButton(key: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1;
  button.dataset['key'] = key;
  return button;
}

function geometry(column: number, top: number, bottom: number): Record<string, string> {
  return {
    'inset-inline-end': `${column * TARGET}px`,
    top: `${top}px`,
    height: `${Math.max(bottom - top, TARGET)}px`,
  };
}

function lookOfBar(bar: BarTag, column: number): Look {
  const { tag, category, label, owner, person = 0, isDecided = false, selected } = bar;
  const told = isDecided ? `${label}, decided` : label;
  return {
    key: tag.id,
    firstId: tag.id,
    text: owner === '' ? category.letter : `${category.letter}\n${owner}`,
    attributes: {
      class: 'article-bar',
      'data-ids': tag.id,
      'data-line': category.line,
      'data-owner': owner === '' ? 'own' : 'other',
      // What is read aloud begins with what is to be seen.
      'aria-label': owner === '' ? told : `${category.letter} ${owner}: ${told}`,
      'aria-pressed': String(selected),
      'data-decided': String(isDecided),
      title: told,
    },
    styles: {
      '--bar-color': owner === '' ? colorOf(category.id) : personColor(person),
      ...geometry(column, bar.top, bar.bottom),
    },
  };
}

function lookOfMore({ ids, labels, top }: Hidden): Look {
  const named = labels.slice(0, NAMED_TAGS);
  if (labels.length > named.length) named.push(`and ${labels.length - named.length} more`);
  const count = `${ids.length} more ${ids.length === 1 ? 'tag' : 'tags'} here`;
  const firstId = ids[0] ?? '';
  return {
    key: `+${firstId}`,
    firstId,
    text: `+${ids.length}`,
    attributes: {
      class: 'article-bar article-bar-more',
      'data-ids': ids.join(' '),
      'aria-label': `${count}: ${named.join('; ')}`,
      title: named.join('\n'),
    },
    styles: geometry(COLUMNS, top, top + TARGET),
  };
}
