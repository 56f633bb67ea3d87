import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState, type ReactElement } from 'react';

/** How long nobody types before the search begins, in milliseconds. */
const PAUSE = 250;

interface SearchFieldProps {
  /** Says what is searched in. */
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  className?: string;
}

/** Searches as somebody types; what is typed is theirs until they leave the field, then it is what the address says. */
export function SearchField({ label, value = '', onChange, className }: SearchFieldProps): ReactElement {
  const [draft, setDraft] = useState<string | null>(null);
  const search = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), {
    delay: PAUSE,
    flushOnUnmount: true,
  });
  return (
    <TextInput
      className={className}
      type="search"
      placeholder={label}
      aria-label={label}
      leftSection={<Search size={15} aria-hidden />}
      value={draft ?? value}
      onChange={({ currentTarget }) => {
        setDraft(currentTarget.value);
        search(currentTarget.value);
      }}
      onBlur={() => {
        search.flush();
        setDraft(null);
      }}
    />
  );
}
