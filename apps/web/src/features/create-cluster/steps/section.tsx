import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

/** A titled group of fields. */
export function Section({
  title,
  description,
  children,
}: {
  title: string;
  description?: string;
  children: ReactNode;
}) {
  return (
    <Container
      header={
        <Header variant="h2" description={description}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="l">{children}</SpaceBetween>
    </Container>
  );
}

export function Columns({ children, of = 2 }: { children: ReactNode; of?: 2 | 3 }) {
  return <ColumnLayout columns={of}>{children}</ColumnLayout>;
}

/** Fields that few people need. */
export function More({ title, children }: { title: string; children: ReactNode }) {
  return (
    <ExpandableSection headerText={title} headingTagOverride="h3">
      <SpaceBetween size="l">{children}</SpaceBetween>
    </ExpandableSection>
  );
}
