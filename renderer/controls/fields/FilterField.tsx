interface FilterFieldProps {
  /** Its name, which stands in it while it is empty. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter or ↓: goes on to the list. */
  readonly onEnter?: () => void;
}

/** The field above a list that leaves those rows which have what is typed. */
export function FilterField({ label, value, onChange, onEnter }: FilterFieldProps) {
  return (
    <div className="pane-filter">
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          if (event.nativeEvent.isComposing || !onEnter) return;
          event.preventDefault();
          onEnter();
        }}
      />
    </div>
  );
}
