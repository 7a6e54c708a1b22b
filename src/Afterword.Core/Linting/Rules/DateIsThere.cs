using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document tells the day.</summary>
internal sealed class DateIsThere()
    : MissingSectionRule(
        new("AW015", RuleFamily.Structure, null, Info, Warning),
        "The day of the incident is not told. Add “**Date**: 2025-01-31”."
    )
{
    protected override bool IsThere(LintDocument document) => document.Content.Date is not null;
}
