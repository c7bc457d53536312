package io.txswitch.cluster.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom: docs/ARCHITECTURE.md, "Modules". */
class ArchitectureTest {
    private static final String OURS = "io.txswitch..";
    private static final String SANDBOX = "io.txswitch.sandbox..";
    private static final String CLUSTER = "io.txswitch.cluster..";
    private static final String COMPOSITION = "io.txswitch.cluster.node..";
    private static final String COMMAND_LINE = "io.txswitch.cluster.cli..";

    /** What a leaf may see of the core. */
    private static final String[] OPEN_CORE = {
        "io.txswitch.core.model..", "io.txswitch.core.contract..", "io.txswitch.core.bus..", "io.txswitch.core.config.."
    };

    /** Measures a switch in the sandbox's world. */
    private static final String BENCH = "io.txswitch.bench..";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.txswitch");

    @Test
    void everyModuleIsLookedAt() {
        Set<String> modules = ALL.stream()
                .map(each -> each.getPackageName().split("\\.")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(modules)
                .containsExactly(
                        "api",
                        "bench",
                        "channel",
                        "cluster",
                        "core",
                        "iso8583",
                        "notifier",
                        "risk",
                        "router",
                        "sandbox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso8583", "api", "channel", "risk", "router", "notifier"})
    void aLeafSeesItselfAndTheOpenPartOfTheCore(String leaf) {
        String own = "io.txswitch." + leaf + "..";
        holds(noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS)
                        .and(not(resideInAPackage(own)))
                        .and(not(resideInAnyPackage(OPEN_CORE)))));
    }

    @Test
    void theCoreSeesNobody() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.txswitch.core..")
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage("io.txswitch.core..")))));
    }

    @Test
    void theModelIsPlainJava() {
        holds(classes()
                .that()
                .resideInAPackage("io.txswitch.core.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.txswitch.core.model..", "java..", "org.jspecify.."));
    }

    @Test
    void theSandboxReadsEverySpecificationASecondTime() {
        holds(noClasses()
                .that()
                .resideInAPackage(SANDBOX)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(SANDBOX)))));
    }

    @Test
    void nothingThatShipsNeedsTheSandbox() {
        holds(noClasses()
                .that(resideInAPackage(OURS).and(not(resideInAnyPackage(SANDBOX, BENCH))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SANDBOX));
    }

    @Test
    void packagesHaveNoCycles() {
        holds(slices().matching("io.txswitch.(**)").should().beFreeOfCycles());
    }

    @Test
    void jposIsKnownToTheCodecOnly() {
        holds(only("io.txswitch.iso8583.codec..", "org.jpos.."));
    }

    @Test
    void hazelcastIsKnownToTheCompositionOnly() {
        holds(only(CLUSTER, "com.hazelcast..", "io.vertx.spi.cluster.."));
    }

    @Test
    void eachWalletSdkIsKnownToItsChannelOnly() {
        holds(only("io.txswitch.channel.alipay..", "com.alipay.."));
        holds(only("io.txswitch.channel.wechat..", "com.wechat.pay.."));
        holds(only("io.txswitch.channel..", "okhttp3..", "okio.."));
    }

    @Test
    void theCommandLineLibraryIsKnownToCommandsOnly() {
        holds(noClasses()
                .that(resideInAPackage(OURS)
                        .and(not(resideInAPackage(COMMAND_LINE)))
                        .and(not(named("Command"))))
                .and()
                .doNotHaveFullyQualifiedName("io.txswitch.cluster.Main")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli.."));
    }

    /** The composition root may hold what it hands over; it does not talk to a store. */
    @Test
    void aStoreIsKnownToClassesThatCarryItsName() {
        holds(store(
                "MySql",
                "io.vertx.mysqlclient..",
                "io.vertx.sqlclient..",
                "java.sql..",
                "javax.sql..",
                "org.mariadb.."));
        holds(store("Redis", "io.vertx.redis.."));
        holds(store("Kafka", "io.vertx.kafka..", "org.apache.kafka.."));
    }

    /** A command, and the node that it runs, have the process's main thread to themselves. */
    @Test
    void whatWaitsIsNotOnAnEventLoop() {
        holds(noClasses()
                .that(resideInAPackage(OURS).and(not(resideInAnyPackage(SANDBOX, COMMAND_LINE))))
                .and()
                .doNotHaveFullyQualifiedName("io.txswitch.cluster.node.Node")
                .should()
                .callMethodWhere(one(
                        Thread.class.getName() + ".sleep",
                        "java.lang.Thread.join",
                        "java.lang.Object.wait",
                        "java.util.concurrent.Future.get",
                        "java.util.concurrent.CompletableFuture.get",
                        "java.util.concurrent.CompletableFuture.join",
                        "java.util.concurrent.CountDownLatch.await",
                        "java.util.concurrent.Semaphore.acquire",
                        "io.vertx.core.Future.await")));
    }

    @Test
    void timeAndChanceComeInByConstructor() {
        holds(noClasses()
                .that(resideInAPackage(OURS).and(not(resideInAnyPackage(SANDBOX, CLUSTER))))
                .should()
                .callMethodWhere(one(
                        "java.time.Instant.now",
                        "java.time.LocalDate.now",
                        "java.time.LocalDateTime.now",
                        "java.time.ZonedDateTime.now",
                        "java.time.OffsetDateTime.now",
                        "java.lang.System.currentTimeMillis",
                        "java.lang.Math.random",
                        "java.util.UUID.randomUUID",
                        "java.util.concurrent.ThreadLocalRandom.current")));
    }

    /** Inheritance is for what a library asks for: a verticle, an exception, a class of an SDK. */
    @Test
    void nothingOfOursIsInheritedFrom() {
        List<String> heirs = ALL.stream()
                .filter(each -> !each.isInterface() && !each.isAnonymousClass() && !each.isEnum())
                .filter(each -> each.getRawSuperclass()
                        .filter(parent -> parent.getPackageName().startsWith("io.txswitch")
                                && !parent.isEnum()
                                && !parent.isAssignableTo(Throwable.class))
                        .isPresent())
                .map(JavaClass::getName)
                .toList();
        assertThat(heirs).isEmpty();
    }

    private static void holds(ArchRule rule) {
        rule.check(ALL);
    }

    /** Nobody but {@code owner} may know {@code packages}. */
    private static ArchRule only(String owner, String... packages) {
        return noClasses()
                .that(resideInAPackage(OURS).and(not(resideInAnyPackage(owner, SANDBOX))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static ArchRule store(String prefix, String... packages) {
        return noClasses()
                .that(resideInAPackage(OURS)
                        .and(not(resideInAnyPackage(SANDBOX, COMPOSITION)))
                        .and(not(named(prefix))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    private static DescribedPredicate<JavaMethodCall> one(String... methods) {
        Set<String> names = Set.of(methods);
        return DescribedPredicate.describe(
                "to one of " + names,
                call -> names.contains(call.getTargetOwner().getName() + "." + call.getName()));
    }

    /** A class, or one nested in a class, whose simple name begins or ends so. */
    private static DescribedPredicate<JavaClass> named(String part) {
        return DescribedPredicate.describe("named " + part, each -> {
            String outermost =
                    each.getName().substring(each.getPackageName().length() + 1).split("\\$", 2)[0];
            return outermost.startsWith(part) || outermost.endsWith(part);
        });
    }
}
