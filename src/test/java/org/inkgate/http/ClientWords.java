package org.inkgate.http;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Reads out of the sources what a client may be told when a request fails, with "7" where a text
 * varies: what a Problem is made of, the rules of fields, the messages of constraints.
 */
public final class ClientWords extends TreeScanner<Void, Void> {

  private static final String VARYING = "7";

  /** Which arguments of which calls are told to a client. */
  private static final Map<String, List<Integer>> TOLD =
      Map.of(
          "new Problem", List.of(2, 3),
          "badRequest", List.of(0),
          "at", List.of(1),
          "error", List.of(1),
          "offerInstead", List.of(3));

  private final Set<String> words = new TreeSet<>();

  /** What the file's constants and variables are made of, by name. */
  private final Map<String, ExpressionTree> constants = new HashMap<>();

  /** What methods pass on: by "Class.method", the places of the arguments. */
  private final Map<String, Set<Integer>> passedOn = new HashMap<>();

  private String fileName;
  private MethodTree method;
  private boolean inProblem;

  private ClientWords() {}

  public static Set<String> in(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      ClientWords reader = new ClientWords();
      Iterable<? extends CompilationUnitTree> parsed = task.parse();
      int known;
      do {
        // Once more for each step by which a text is passed on.
        known = reader.waysOn();
        reader.scan(parsed, null);
      } while (reader.waysOn() > known);
      return reader.words;
    }
  }

  private int waysOn() {
    return passedOn.values().stream().mapToInt(Set::size).sum();
  }

  @Override
  public Void visitCompilationUnit(CompilationUnitTree file, Void nothing) {
    constants.clear();
    fileName =
        Path.of(file.getSourceFile().getName()).getFileName().toString().replace(".java", "");
    return super.visitCompilationUnit(file, nothing);
  }

  @Override
  public Void visitVariable(VariableTree variable, Void nothing) {
    if (variable.getInitializer() != null) {
      constants.put(variable.getName().toString(), variable.getInitializer());
    }
    return super.visitVariable(variable, nothing);
  }

  @Override
  public Void visitMethod(MethodTree node, Void nothing) {
    MethodTree outer = method;
    method = node;
    if (node.getDefaultValue() instanceof LiteralTree text && text.getValue() instanceof String) {
      tell(text);
    }
    super.visitMethod(node, nothing);
    method = outer;
    return null;
  }

  @Override
  public Void visitNewClass(NewClassTree node, Void nothing) {
    boolean outer = inProblem;
    if ("Problem".equals(node.getIdentifier().toString())) {
      told("new Problem", node.getArguments());
      inProblem = true;
    }
    super.visitNewClass(node, nothing);
    inProblem = outer;
    return null;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
    String name =
        node.getMethodSelect() instanceof MemberSelectTree select
            ? select.getIdentifier().toString()
            : node.getMethodSelect().toString();
    told(name, node.getArguments());
    String whole = node.getMethodSelect().toString();
    String called = whole.contains(".") ? whole : fileName + "." + whole;
    for (int place : passedOn.getOrDefault(called, Set.of())) {
      if (place < node.getArguments().size()) {
        tell(node.getArguments().get(place));
      }
    }
    boolean outer = inProblem;
    inProblem |= whole.equals("Problem.invalid") || whole.equals("errors.put");
    boolean rule = method != null && method.getName().contentEquals("brokenBy");
    if (inProblem && whole.equals("List.of") || rule && whole.equals("Optional.of")) {
      node.getArguments().forEach(this::tell);
    }
    super.visitMethodInvocation(node, nothing);
    inProblem = outer;
    return null;
  }

  @Override
  public Void visitReturn(ReturnTree node, Void nothing) {
    // Says to an administrator's page, in whole sentences, what can be done.
    if ("RefusalAdvice".equals(fileName)) {
      tell(node.getExpression());
    }
    return super.visitReturn(node, nothing);
  }

  @Override
  public Void visitAnnotation(AnnotationTree node, Void nothing) {
    for (ExpressionTree argument : node.getArguments()) {
      if (argument instanceof AssignmentTree it && "message".equals(it.getVariable().toString())) {
        tell(it.getExpression());
      }
    }
    return super.visitAnnotation(node, nothing);
  }

  private void told(String name, List<? extends ExpressionTree> arguments) {
    for (int place : TOLD.getOrDefault(name, List.of())) {
      if (place < arguments.size()) {
        tell(arguments.get(place));
      }
    }
  }

  private void tell(ExpressionTree text) {
    Set<String> told = texts(text, new HashSet<>());
    told.stream()
        .map(it -> it.replaceAll("\\{\\w+}", VARYING))
        .filter(ClientWords::isSaid)
        .forEach(words::add);
  }

  /** A single word that is no title is the name of something, the same in every language. */
  private static boolean isSaid(String text) {
    return text.codePoints().anyMatch(Character::isLetter)
        && (text.contains(" ") || Character.isUpperCase(text.charAt(0)));
  }

  private Set<String> texts(ExpressionTree text, Set<String> seen) {
    if (text instanceof LiteralTree literal) {
      return Set.of(String.valueOf(literal.getValue()));
    } else if (text instanceof ParenthesizedTree inner) {
      return texts(inner.getExpression(), seen);
    } else if (text instanceof ConditionalExpressionTree choice) {
      Set<String> both = new HashSet<>(texts(choice.getTrueExpression(), seen));
      both.addAll(texts(choice.getFalseExpression(), seen));
      return both;
    } else if (text instanceof SwitchExpressionTree choice) {
      return choice.getCases().stream()
          .map(CaseTree::getBody)
          .filter(ExpressionTree.class::isInstance)
          .flatMap(body -> texts((ExpressionTree) body, seen).stream())
          .collect(Collectors.toSet());
    } else if (text instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      Set<String> right = texts(sum.getRightOperand(), seen);
      return texts(sum.getLeftOperand(), seen).stream()
          .flatMap(left -> right.stream().map(left::concat))
          .collect(Collectors.toSet());
    } else if (text instanceof IdentifierTree name) {
      return named(name.getName().toString(), seen);
    }
    return Set.of(VARYING);
  }

  private Set<String> named(String name, Set<String> seen) {
    List<String> parameters = new ArrayList<>();
    if (method != null) {
      method.getParameters().forEach(it -> parameters.add(it.getName().toString()));
    }
    if (parameters.contains(name)) {
      passedOn
          .computeIfAbsent(fileName + "." + method.getName(), it -> new HashSet<>())
          .add(parameters.indexOf(name));
    } else if (constants.containsKey(name) && seen.add(name)) {
      return texts(constants.get(name), seen);
    }
    return Set.of(VARYING);
  }
}
