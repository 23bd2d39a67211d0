import './icon.css';

/** Line drawings on a grid of 16, so that no sign depends on which fonts are installed. */
const PATHS = {
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.4 10.4L14 14',
  sort: 'M3 4h10M5 8h6M7 12h2',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  down: 'M3.5 6L8 10.5L12.5 6',
  'left-pane': 'M2 3h12v10H2zM6 3v10',
  'right-pane': 'M2 3h12v10H2zM10 3v10',
  shown:
    'M1.5 8C4 3.7 12 3.7 14.5 8C12 12.3 4 12.3 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 0 0 0-3.6',
  hidden: 'M1.5 8C4 3.7 12 3.7 14.5 8C12 12.3 4 12.3 1.5 8zM3 13L13 3',
  undo: 'M5.5 3L2.5 6l3 3M2.5 6h7a3.8 3.8 0 0 1 0 7.5H6',
  open: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11',
  begun: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 2.5v11M5.2 4v8M6.6 3v10',
  done: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M5 8.2l2.1 2.1L11 6',
  flag: 'M4 14V2.5h8l-2 3l2 3H4',
} as const;

export type IconName = keyof typeof PATHS;

/** A sign beside words or in a labelled button; screen readers pass over it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden>
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
