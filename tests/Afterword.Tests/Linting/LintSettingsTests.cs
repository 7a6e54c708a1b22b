using Afterword.Core.Linting;

namespace Afterword.Tests.Linting;

public sealed class LintSettingsTests
{
    private static IEnumerable<string> Problems(string yaml) =>
        LintSettings.Read(yaml).Problems.Select(p => $"{p.Line}: {p.Message}");

    [Fact]
    public void A_file_sets_profile_severities_words_names_and_teams()
    {
        var settings = LintSettings.Read(
            """
            # ours
            profile: strict
            fail_on: error
            rules:
              AW101: error
              aw204: off
            roles: [release wizard]
            words:
              vague_alone: ["ponder on"]
            sections:
              root_cause: ["Why it broke"]
            teams: ["@platform"]
            """
        );
        Assert.Empty(settings.Problems);
        Assert.Equal(FindingSeverity.Error, settings.FailOn);
        var options = settings.Over(LintOptions.Default);
        Assert.Equal(LintProfile.Strict, options.Profile);
        Assert.Equal(FindingSeverity.Error, options.SeverityOf(LintRules.Find("AW101")!));
        Assert.Null(options.SeverityOf(LintRules.Find("AW204")!));
        const string text =
            "# P\n\n## Summary\n\nX\n\n## Why it broke\n\nThe release wizard deleted it.\n\n## Action Items\n\n| Item | Owner |\n|---|---|\n| Ponder on the cache | platform |\n";
        var ids = Linter.Lint(text, options).Findings.Select(f => f.RuleId).ToList();
        Assert.Contains("AW112", ids);
        Assert.Contains("AW208", ids);
        Assert.DoesNotContain("AW202", ids);
        Assert.DoesNotContain("AW112", Linter.Lint(text).Findings.Select(f => f.RuleId));
    }

    [Theory]
    [InlineData("rules:\n  AW10l: off", "2: There is no rule “AW10l”. Did you mean AW101?")]
    [InlineData("profil: strict", "1: There is no setting “profil”. Did you mean profile?")]
    [InlineData(
        "profile: strickt",
        "1: “profile” is one of: starter, recommended, strict. Did you mean strict?"
    )]
    [InlineData("\nprofile: [strict]", "2: “profile” is one of: starter, recommended, strict.")]
    [InlineData("rules:\n  AW101: 3", "2: “AW101” is one of: info, warning, error, on, off.")]
    [InlineData(
        "rules: AW101",
        "1: “rules” holds names with values, one a line, such as “AW101: error”."
    )]
    [InlineData("teams: platform", "1: “teams” is a list of words: [one, another].")]
    [InlineData("words:\n  role: [x]", "2: There is no word list “role”. Did you mean roles?")]
    [InlineData(
        "sections:\n  rootcause: [x]",
        "2: There is no section “rootcause”. Did you mean root_cause?"
    )]
    [InlineData(
        "- a\n- b",
        "1: The file holds names with values, one a line, such as “profile: starter”."
    )]
    [InlineData("rules:\n  AW101: [", "is not YAML")]
    [InlineData("profile: strict\nprofile: starter", "is not YAML")]
    public void What_is_wrong_is_told_with_its_line_and_what_was_meant(string yaml, string expected)
    {
        var problem = Assert.Single(Problems(yaml));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("rules: {}\n")]
    public void An_empty_file_is_fine(string yaml) => Assert.Empty(Problems(yaml));

    [Fact]
    public void The_schema_for_editors_names_every_setting_rule_list_and_section()
    {
        using var schema = System.Text.Json.JsonDocument.Parse(
            File.ReadAllText(
                Path.Combine(
                    PostMortems.Corpus.RepositoryRoot(),
                    "docs/schema/afterword.schema.json"
                )
            )
        );
        var properties = schema.RootElement.GetProperty("properties");
        Assert.Equal(
            LintRules.Ids,
            Names(properties.GetProperty("rules").GetProperty("properties"))
        );
        Assert.Equal(
            Lexicon.English.Names.Order(),
            Names(properties.GetProperty("words").GetProperty("properties")).Order()
        );
        foreach (var name in Names(properties))
            Assert.DoesNotContain(
                Problems($"{name}: {{}}"),
                p => p.Contains("no setting", StringComparison.Ordinal)
            );
        foreach (var name in Names(properties.GetProperty("sections").GetProperty("properties")))
            Assert.Empty(Problems($"sections:\n  {name}: [x]"));

        static IEnumerable<string> Names(System.Text.Json.JsonElement element) =>
            element.EnumerateObject().Select(p => p.Name);
    }
}
