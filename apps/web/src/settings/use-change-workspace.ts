import type { Workspace, WorkspaceChange } from '@dunwell/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.js';
import { done } from '../app/notify.js';
import { WORKSPACE_KEY } from '../app/session/session-gate.js';
import { showProblems } from '../parts/form-problems.js';

/** Saves settings of the workspace; what is refused stands beside its field, the rest in `refusal`. */
export function useChangeWorkspace(form: Parameters<typeof showProblems>[0]): {
  save: (change: WorkspaceChange) => void;
  isSaving: boolean;
  refusal: string | null;
} {
  const queryClient = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: (request: WorkspaceChange) => api.workspace.change(request),
    onSuccess: (workspace: Workspace) => {
      setRefusal(null);
      queryClient.setQueryData(WORKSPACE_KEY, workspace);
      done('Saved.');
      return queryClient.invalidateQueries({ queryKey: ['session'] });
    },
    onError: (error) => setRefusal(showProblems(form, error)),
  });
  return { save: change.mutate, isSaving: change.isPending, refusal };
}
