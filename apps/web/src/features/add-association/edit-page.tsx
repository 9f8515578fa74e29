import Header from '@cloudscape-design/components/header';

export function Component() {
  return <Header variant="h1">Add Pod Identity</Header>;
}
