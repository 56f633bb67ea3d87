import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { problemWords } from '../../api/problem-words.js';

/** Makes a further workspace; who makes it is its admin and goes there. */
export function NewWorkspace({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (name) => (name.trim() ? null : 'Give it the name of the company.') },
  });
  const create = useMutation({
    mutationFn: async ({ name }: { name: string }) => {
      const { id } = await api.identity.createWorkspace({ name: name.trim() });
      return api.identity.changeWorkspace(id);
    },
    onSuccess: async () => {
      onClose();
      await navigate('/');
      await queryClient.resetQueries();
    },
    onError: (error) => form.setFieldError('name', problemWords(error)),
  });
  return (
    <Modal opened={opened} onClose={onClose} title="New workspace">
      <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack>
          <TextInput
            label="Name"
            description="A workspace is one company: its customers, its automations, its people."
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
