import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { applyFix } from '@podpass/cluster-config';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { agentName } from './addon-entry.ts';
import { addAddon, addonRows } from './addon-selection.ts';

const whatItDoes =
  'The EKS Pod Identity Agent runs on each node and hands the pods of associated service accounts their AWS credentials.';

/** Associations without the agent: says so, and adds it. */
export function AgentMissing() {
  const agent = useAgent();
  if (!agent.missing) return null;
  return (
    <Alert type="warning" header="The agent is missing" action={<AddAgent add={agent.add} />}>
      {whatItDoes} Without it, no association works.
    </Alert>
  );
}

/** Offers the agent where it is not chosen, and says what cannot stand beside it where it is. */
export function AgentOffer() {
  const agent = useAgent();
  const { diagnostics, text, setText, readOnly } = useWorkbench();
  const ingress = diagnostics.find(({ code }) => code === 'ingress-with-agent');
  if (ingress !== undefined) {
    const { fix } = ingress;
    return (
      <Alert
        type="error"
        header="The blueprint installs an ingress controller that cannot stand beside the agent"
        action={fix && !readOnly && <Button onClick={() => setText(applyFix(text, fix), true)}>{fix.title}</Button>}
      >
        {ingress.message}
      </Alert>
    );
  }
  if (!agent.missing) return null;
  return (
    <Alert type="info" header="Suggested: eks-pod-identity-agent" action={<AddAgent add={agent.add} />}>
      {whatItDoes}
    </Alert>
  );
}

function AddAgent({ add }: { add: () => void }) {
  const { readOnly } = useWorkbench();
  return (
    <Button disabled={readOnly} onClick={add}>
      Add {agentName}
    </Button>
  );
}

/** Auto Mode has the agent built in. */
function useAgent() {
  const { opened, edit } = useWorkbench();
  const { model } = opened;
  const there = addonRows(model?.config).some(({ name }) => name === agentName);
  return {
    missing: model !== undefined && !there && !model.autoMode,
    add: () => void edit(addAddon({ name: agentName, version: undefined, needsPermissions: false })),
  };
}
