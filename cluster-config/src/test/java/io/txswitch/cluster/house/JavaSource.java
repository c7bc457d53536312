package io.txswitch.cluster.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One Java file as the JDK's own parser sees it; nothing is resolved, so no class path is needed.
 *
 * @param lines how many lines it has
 * @param types every class, record, enum and interface in it
 * @param methods every method and constructor that is written out
 * @param oddities where it says {@code double}, {@code float} or {@code synchronized}
 */
record JavaSource(Path path, long lines, List<Type> types, List<Method> methods, List<String> oddities) {

    /**
     * @param parent the simple name after {@code extends}, empty when there is none
     * @param lines from the first modifier to the closing brace
     */
    record Type(String name, Tree.Kind kind, String parent, long lines) {}

    /**
     * @param owner the kind of the type it stands in
     * @param lines from the first annotation to the closing brace
     */
    record Method(String name, Tree.Kind owner, boolean constructor, boolean hidden, int parameters, long lines) {}

    /** Parses all of them. */
    static List<JavaSource> parse(List<Path> paths) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaSource> sources = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(new Reader(unit, positions).read());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static final class Reader extends TreeScanner<Void, ClassTree> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Type> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private final List<String> oddities = new ArrayList<>();
        private final Map<ClassTree, Tree.Kind> kinds = new HashMap<>();

        Reader(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        JavaSource read() {
            scan(unit, null);
            Path path = Path.of(unit.getSourceFile().toUri());
            long lines = Project.read(path).lines().count();
            return new JavaSource(path, lines, types, methods, oddities);
        }

        @Override
        public Void visitClass(ClassTree type, ClassTree outer) {
            Tree parent = type.getExtendsClause();
            kinds.put(type, type.getKind());
            String extended = parent == null ? "" : parent.toString();
            types.add(new Type(type.getSimpleName().toString(), type.getKind(), extended, span(type)));
            return super.visitClass(type, type);
        }

        @Override
        public Void visitMethod(MethodTree method, ClassTree owner) {
            boolean constructor = method.getReturnType() == null;
            boolean hidden = method.getModifiers().getFlags().contains(Modifier.PRIVATE);
            methods.add(new Method(
                    owner.getSimpleName() + "." + method.getName(),
                    kinds.get(owner),
                    constructor,
                    hidden,
                    method.getParameters().size(),
                    span(method)));
            if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
                oddities.add("synchronized " + method.getName());
            }
            return super.visitMethod(method, owner);
        }

        @Override
        public Void visitSynchronized(SynchronizedTree block, ClassTree owner) {
            oddities.add("synchronized block, line " + line(positions.getStartPosition(unit, block)));
            return super.visitSynchronized(block, owner);
        }

        @Override
        public Void visitPrimitiveType(PrimitiveTypeTree type, ClassTree owner) {
            if (type.getPrimitiveTypeKind() == TypeKind.DOUBLE || type.getPrimitiveTypeKind() == TypeKind.FLOAT) {
                oddities.add(type + ", line " + line(positions.getStartPosition(unit, type)));
            }
            return super.visitPrimitiveType(type, owner);
        }

        private long span(Tree tree) {
            return line(positions.getEndPosition(unit, tree)) - line(positions.getStartPosition(unit, tree)) + 1;
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
