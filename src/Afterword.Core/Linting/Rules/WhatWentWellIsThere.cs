using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document tells what went well.</summary>
internal sealed class WhatWentWellIsThere()
    : MissingSectionRule(
        new("AW016", RuleFamily.Structure, null, null, Info),
        "Nothing is said of what went well. Add “## What Went Well”: what helped is worth keeping on purpose."
    )
{
    protected override bool IsThere(LintDocument document) =>
        HasAny(document, SectionKind.WentWell, SectionKind.Lucky);
}
