namespace Afterword.Fuzz;

/// <summary>What mutations start from: the real documents where they are at hand, and a few of our own in every shape.</summary>
internal static class Seeds
{
    private static readonly Lazy<IReadOnlyList<string>> Loaded = new(Load);

    internal static IReadOnlyList<string> All => Loaded.Value;

    private static List<string> Load()
    {
        var seeds = new List<string>(Own);
        if (
            Environment.GetEnvironmentVariable("AFTERWORD_CORPUS") is { Length: > 0 } folder
            && Directory.Exists(folder)
        )
            seeds.AddRange(
                Directory
                    .EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(File.ReadAllText)
            );
        return seeds;
    }

    private static readonly string[] Own =
    [
        "# Post-Mortem: Disks\n**Date**: 2024-05-03\n**Duration**: 54 minutes\n**Impact**: some\n**Authors**: Mia, @lee\n\n## Summary\n\nIt broke.\n\n## Timeline\n\n- 2024-05-03 10:00 UTC: a\n- 2024-05-03 10:30 UTC (12:30): b\n\n## What We Learned\n\n### Detection\n\nSeen late.\n\n**Learning**: watch it.\n\n## Action Items\n\n| Priority | Action | Owner | Due Date | Status |\n| --- | --- | --- | --- | --- |\n| P1 | [OUT-1] Do x | @lee | Next sprint | Open |\n",
        "+++\ntitle = \"T\"\nauthors = [\"a\", \"b\"]\n+++\n\n## Timeline (CET)\n\n| Time | Event |\n|---|---|\n| 10:00 | a |\n| --:-- | b |\n\n## Action items\n\n- [x] a (DONE)\n- [] b – Owner: @lee, Due: 2025-01-01\n  - nested\n",
        "export const meta = {\n  title: 'T',\n}\n\n<h2>Timeline</h2>\n\n### 10:00\n\n```\ncode\n```\n\n### 10:30 – end\n\n## Remediation\n\n#### Alert `@mia`\n\nWords.\n",
        "- **Key events**\n  - First detected 2024-05-03 10:00\n  - Resolved 2024-05-03 11:00\n\n- **Impact**: x\n\n- **Review actions**:\n  - a [#1](https://github.com/a/b/issues/1)\n",
        "T\n=\n\n**Summary:** x\n\n**Timeline**\n\n**2024/05/03**\n\n> 10:00 a\n>\n> 10:30 b\n\n1. Summary\n2. Impact\n3. Root cause\n",
        "# A\n\n## Summary\n\na\n\n## Timeline\n\n- 10:00 a\n\n# B\n\n## Summary\n\nb\n\n## Timeline\n\n- 11:00 b\n",
    ];
}
