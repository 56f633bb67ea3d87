import { Button, CopyButton, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Copy, ExternalLink } from 'lucide-react';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { dateIn } from '../../format/dates.js';
import { useFormat } from '../../format/use-format.js';
import { QueryState } from '../../parts/query-state.js';
import { LoadingRows } from '../../parts/states.js';

/** The page on which the customer sees what is overdue and how to pay; whoever has the link can see it. */
export function CustomerPageLink({ account }: { account: string }): ReactElement {
  const { date, timeZone } = useFormat();
  const link = useQuery({
    queryKey: ['account', account, 'customer-link'],
    queryFn: () => api.live.customerLink(account),
  });
  return (
    <QueryState query={link} loading={<LoadingRows rows={2} />}>
      {({ url, expiresAt }) => (
        <Stack>
          <TextInput
            label="Link"
            description={`It opens the page until ${date(dateIn(expiresAt, timeZone))}, for whoever has it. Each message carries a new one.`}
            value={url}
            readOnly
            data-autofocus
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <Group justify="flex-end">
            <CopyButton value={url}>
              {({ copied, copy }) => (
                <Button variant="default" leftSection={<Copy size={15} aria-hidden />} onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
            <Button
              component="a"
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              leftSection={<ExternalLink size={15} aria-hidden />}
            >
              Open
            </Button>
          </Group>
        </Stack>
      )}
    </QueryState>
  );
}
