package io.txswitch.iso8583.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.Problems;
import io.txswitch.core.config.Section;
import io.txswitch.core.model.Kind;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.PinFormat;
import io.txswitch.iso8583.registry.Family.BatchRules;
import io.txswitch.iso8583.registry.Family.EntryMode;
import io.txswitch.iso8583.registry.Family.Keys;
import io.txswitch.iso8583.registry.Family.MacPolicy;
import io.txswitch.iso8583.registry.Family.PinPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FamiliesTest {
    private final Problems problems = new Problems();

    private Families read(String json) {
        try {
            Section root = Section.root(new ObjectMapper().readTree(json.replace('\'', '"')), problems);
            Families families =
                    Families.read(root, Dialects.builtIn(), Framings.builtIn(), Dialects.iso87Binary(), Framings.nac());
            root.refuseUnknownKeys();
            return families;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void withoutAWordThereIsTheDefaultFamilyAndNobodyIsKnown() {
        Families families = read("{}");
        assertThat(families.standard()).isEqualTo(Families.standard(Dialects.iso87Binary(), Framings.nac()));
        assertThat(families.matched("T1")).isEmpty();
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void aFamilyWithKeysIsCarefulByDefault() {
        Family family = read("{'families':[{'name':'unionpay','keys':'unionpay-003'}]}")
                .find("unionpay")
                .orElseThrow();
        assertThat(family.mac()).isEqualTo(MacPolicy.REQUIRED);
        assertThat(family.macAlgorithm()).isEqualTo(MacAlgorithm.UNIONPAY_ECB);
        assertThat(family.pin()).isEqualTo(PinPolicy.TRANSLATE);
        assertThat(family.batches().numbered()).isTrue();
        assertThat(family.maxOfflineMinor()).isZero();
    }

    @Test
    void everySettingIsRead() {
        Families families = read("""
                {'families':[{'name':'p400','dialect':'iso87-binary','framing':'binary2','mac':'accepted',
                  'mac-algorithm':'x9.19','keys':'dukpt','pin':'translate','pin-format':4,'partial-approval':true,
                  'transactions':['sale','void','pre-auth'],'entry-modes':['chip','contactless'],'fallback':false,
                  'currency':'HKD','zone':'Asia/Hong_Kong','max-offline-minor':10000,
                  'batch':{'numbered':false,'upload':false,'max-open-hours':24}}],
                 'profiles':[{'match':'T*','merchant':'M1','family':'p400'},{'match':'U1'}]}""");
        assertThat(problems.found()).isEmpty();
        assertThat(families.find("p400"))
                .contains(new Family(
                        "p400",
                        Dialects.iso87Binary(),
                        families.find("p400").orElseThrow().framing(),
                        MacPolicy.ACCEPTED,
                        MacAlgorithm.X9_19,
                        Keys.DUKPT,
                        PinPolicy.TRANSLATE,
                        PinFormat.ISO_4,
                        true,
                        Set.of(Kind.SALE, Kind.VOID, Kind.PRE_AUTH),
                        Set.of(EntryMode.CHIP, EntryMode.CONTACTLESS),
                        false,
                        "HKD",
                        ZoneId.of("Asia/Hong_Kong"),
                        10_000,
                        new BatchRules(false, false, 24)));
        assertThat(families.find("p400").orElseThrow().framing().name()).isEqualTo("binary2");
        assertThat(families.matched("T7").orElseThrow().family().name()).isEqualTo("p400");
        assertThat(families.matched("U1").orElseThrow().family().name()).isEqualTo(Family.DEFAULT);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        read("""
                {'families':[{'name':'a','mac-algorithm':'rot13','transactions':['sale','transfer'],'zone':'Moon',
                  'currency':'Q12','entry-modes':['thought'],'dialect':'latin','colour':'blue'},
                  {'name':'a'},{'name':'Big Name'}],
                 'profiles':[{'match':'T*','family':'nobody'}]}""");
        assertThat(problems.found())
                .anyMatch(each -> each.contains("families[0].mac-algorithm"))
                .anyMatch(each -> each.contains("families[0].transactions") && each.contains("transfer"))
                .anyMatch(each -> each.contains("families[0].zone"))
                .anyMatch(each -> each.contains("families[0].currency"))
                .anyMatch(each -> each.contains("families[0].entry-modes"))
                .anyMatch(each -> each.contains("families[0].dialect"))
                .anyMatch(each -> each.contains("families[0].colour"))
                .anyMatch(each -> each.contains("families[1].name") && each.contains("twice"))
                .anyMatch(each -> each.contains("families[2].name"))
                .anyMatch(each -> each.contains("profiles[0].family"));
    }

    @Test
    void outsideTheSandboxEveryFamilyAuthenticatesAndTranslates() {
        read("{'families':[{'name':'open'},{'name':'closed','keys':'unionpay-003'}]}")
                .refuseSandboxOnly(problems);
        assertThat(problems.found())
                .containsExactlyInAnyOrder(
                        "terminal.families.open.mac: none is for the sandbox only",
                        "terminal.families.open.pin: pass-on is for the sandbox only");
    }

    @Test
    void theDefaultFamilyIsRefusedOutsideTheSandboxOnlyWhereItIsUsed() {
        read("{'profiles':[{'match':'T*'}]}").refuseSandboxOnly(problems);
        assertThat(problems.found()).hasSize(2).allMatch(each -> each.contains("terminal.families.default"));
    }
}
