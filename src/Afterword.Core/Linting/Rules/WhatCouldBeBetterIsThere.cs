using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document tells what could have gone better.</summary>
internal sealed class WhatCouldBeBetterIsThere()
    : MissingSectionRule(
        new("AW017", RuleFamily.Structure, null, null, Info),
        "Nothing is said of what could have gone better. Add “## What Could Have Gone Better”, about tools and processes."
    )
{
    protected override bool IsThere(LintDocument document) =>
        HasAny(document, SectionKind.CouldHaveGoneBetter);
}
