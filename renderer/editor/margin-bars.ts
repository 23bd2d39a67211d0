import type { Tag } from '#core/annotation.ts';

import { colorOf, type CategoryStyle } from './palette.ts';

/** A tag as the margin shows it. */
export interface BarTag {
  readonly tag: Tag;
  readonly category: CategoryStyle;
  /** Full text for screen readers and on hover. */
  readonly label: string;
  /** Initials of another annotator; empty for one's own tags. */
  readonly owner: string;
  /** Heights in CSS pixels from the top of the page element. */
  readonly top: number;
  readonly bottom: number;
  readonly selected: boolean;
}

/** Smallest height and width of a bar's button, in CSS pixels (WCAG 2.5.8). */
const TARGET = 24;

/** Columns of bars; what does not fit is behind a “+n” button in one more column. */
const COLUMNS = 4;

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
  const hidden: Hidden[] = [];
  const newcomers: BarTag[] = [];
  for (const bar of bars) {
    const column = previous.get(bar.tag.id);
    if (column !== undefined && fits(column, bar)) place(bar, column);
    else newcomers.push(bar);
  }
  for (const bar of newcomers) {
    const column = columns.findIndex((_, index) => fits(index, bar));
    if (column >= 0) {
      place(bar, column);
      continue;
    }
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
  private readonly buttons = new Map<string, HTMLButtonElement>();
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
    const wanted = new Map<string, { top: number; update: (button: HTMLButtonElement) => void }>();
    const rank = new Map(bars.map(({ tag }, index) => [tag.id, index]));
    for (const { bar, column } of placed) {
      wanted.set(bar.tag.id, {
        top: rank.get(bar.tag.id) ?? 0,
        update: (button) => {
          updateBar(button, bar, column);
        },
      });
    }
    for (const group of hidden) {
      wanted.set(`+${group.ids[0] ?? ''}`, {
        top: rank.get(group.ids[0] ?? '') ?? 0,
        update: (button) => {
          updateMore(button, group);
        },
      });
    }
    const hadFocus = this.element.contains(document.activeElement);
    for (const [key, button] of this.buttons) {
      if (wanted.has(key)) continue;
      button.remove();
      this.buttons.delete(key);
    }
    let previous: HTMLButtonElement | null = null;
    for (const [key, { update }] of [...wanted].sort((a, b) => a[1].top - b[1].top)) {
      const button = this.buttons.get(key) ?? this.makeButton(key);
      update(button);
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

  private makeButton(key: string): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.dataset['key'] = key;
    this.buttons.set(key, button);
    return button;
  }

  private tabStop(): HTMLButtonElement | undefined {
    return [...this.buttons.values()].find((button) => button.tabIndex === 0);
  }

  /** Exactly one bar is in the tab order: the one last focused, else the selected, else the first. */
  private setTabStop(key: string | undefined): void {
    const first = this.element.firstElementChild;
    const chosen =
      (key === undefined ? undefined : this.buttons.get(key)) ??
      this.element.querySelector<HTMLButtonElement>('[aria-pressed="true"]') ??
      (first instanceof HTMLButtonElement ? first : undefined);
    for (const button of this.buttons.values()) button.tabIndex = button === chosen ? 0 : -1;
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

function setGeometry(button: HTMLButtonElement, column: number, top: number, bottom: number): void {
  button.style.insetInlineEnd = `${String(column * TARGET)}px`;
  button.style.top = `${String(top)}px`;
  button.style.height = `${String(Math.max(bottom - top, TARGET))}px`;
}

function updateBar(button: HTMLButtonElement, bar: BarTag, column: number): void {
  const { tag, category, label, owner, selected } = bar;
  button.className = 'article-bar';
  button.dataset['ids'] = tag.id;
  button.dataset['line'] = category.line;
  button.dataset['owner'] = owner === '' ? 'own' : 'other';
  button.setAttribute('aria-label', label);
  button.title = label;
  button.setAttribute('aria-pressed', String(selected));
  button.style.setProperty('--bar-color', colorOf(category.id));
  const text = owner === '' ? category.letter : `${category.letter}\n${owner}`;
  if (button.textContent !== text) button.textContent = text;
  setGeometry(button, column, bar.top, bar.bottom);
}

function updateMore(button: HTMLButtonElement, group: Hidden): void {
  const text = `+${String(group.ids.length)}`;
  button.className = 'article-bar article-bar-more';
  button.dataset['ids'] = group.ids.join(' ');
  const label = `${String(group.ids.length)} more ${group.ids.length === 1 ? 'tag' : 'tags'} here: ${group.labels.join('; ')}`;
  button.setAttribute('aria-label', label);
  button.title = group.labels.join('\n');
  if (button.textContent !== text) button.textContent = text;
  setGeometry(button, COLUMNS, group.top, group.top + TARGET);
}
