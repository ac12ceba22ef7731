// The theme takes every `<pre>` for a block that Markdown made; those of the author's own HTML stay what they are.
import {Children, isValidElement} from 'react';
import CodeBlock from '@theme/CodeBlock';
import MDXCode from '@theme/MDXComponents/Code';
import Pre from '@theme-original/MDXComponents/Pre';

export default function AnyPre(props) {
  const children = Children.toArray(props.children).filter((each) => typeof each !== 'string' || each.trim());
  const [code] = children;
  if (children.length !== 1 || !isValidElement(code) || code.type !== MDXCode) {
    return <pre {...props} />;
  }
  const isLine = typeof code.props.children === 'string' && !code.props.children.includes('\n');
  return isLine ? <CodeBlock {...code.props} /> : <Pre {...props} />;
}
