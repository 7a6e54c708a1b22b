using Afterword.Core.Linting.Rules;

namespace Afterword.Core.Linting;

/// <summary>Every rule, in the order of their ids. A new rule is a file in Rules, a page in docs/rules and one line here.</summary>
public static class LintRules
{
    internal static IReadOnlyList<ILintRule> All { get; } =
    [
        new TitleIsThere(), // AW001
        new SummaryIsThere(), // AW002
        new TimelineIsThere(), // AW003
        new RootCauseIsThere(), // AW004
        new ImpactIsThere(), // AW005
        new ActionItemsAreThere(), // AW006
        new SectionHasContent(), // AW007
        new SectionsAreInOrder(), // AW008
        new NoPlaceholderIsLeft(), // AW009
        new TimelineIsChronological(), // AW010
        new TimelineNamesZone(), // AW011
        new DurationFitsTimeline(), // AW012
        new ImpactHasFigures(), // AW013
        new AuthorsAreThere(), // AW014
        new DateIsThere(), // AW015
        new WhatWentWellIsThere(), // AW016
        new WhatCouldBeBetterIsThere(), // AW017
        new SectionStandsOnce(), // AW018
        new HeadingIsOurs(), // AW019
        new DocumentIsPostMortem(), // AW020
        new HumanErrorIsNoCause(), // AW101
        new PersonIsNoCause(), // AW102
        new FaultIsNotAssigned(), // AW103
        new NoShouldHave(), // AW104
        new NoCounterfactual(), // AW105
        new NoJudgementOfPeople(), // AW106
        new NobodyFailedTo(), // AW107
        new NobodyForgot(), // AW108
        new CareIsNoFix(), // AW109
        new NoPunishment(), // AW110
        new NoHindsight(), // AW111
        new CauseNamesNobody(), // AW112
        new NoAlwaysOrNever(), // AW113
        new ItemHasOwner(), // AW201
        new ItemHasOneOwner(), // AW202
        new ItemHasDueDate(), // AW203
        new DueDateIsDate(), // AW204
        new DueDateIsAhead(), // AW205
        new ItemHasPriority(), // AW206
        new ItemHasTicket(), // AW207
        new ItemIsSpecific(), // AW208
        new ItemsAreNotEmpty(), // AW209
        new ItemsChangeSomething(), // AW210
        new ItemIsOneThing(), // AW211
        new StatusIsKnown(), // AW212
        new ItemsAreDistinct(), // AW213
        new DueDateIsPlain(), // AW214
        new InvestigationHasEnd(), // AW215
        new ObservationHasLearning(), // AW301
        new LearningHasObservation(), // AW302
        new EachCategoryHasLearning(), // AW303
        new LessonsAreThere(), // AW304
        new LearningIsNoPlatitude(), // AW305
        new NoSecrets(), // AW401
        new NoPrivateKeys(), // AW402
        new NoPasswords(), // AW403
        new CustomersSeeNoHosts(), // AW404
        new CustomersSeeNoAddresses(), // AW405
        new CustomersSeeNoMail(), // AW406
        new NoSignedAddresses(), // AW407
        new NoCustomerData(), // AW408
        new AcronymsAreExplained(), // AW501
        new SummaryIsShort(), // AW502
        new SentencesAreShort(), // AW503
        new DaysAreNamed(), // AW504
        new LinksSayWhere(), // AW505
        new QuantitiesAreFigures(), // AW506
        new NoWordTwice(), // AW507
    ];

    /// <summary>What is known of every rule, those about suppressions included.</summary>
    public static IReadOnlyList<RuleInfo> Infos { get; } =
    [.. All.Select(r => r.About), SuppressionRules.NeedsReason, SuppressionRules.KnownRule];

    /// <summary>The ids of all rules.</summary>
    public static IEnumerable<string> Ids => Infos.Select(i => i.Id);

    /// <summary>The rule with that id, in any case; null when there is none.</summary>
    public static RuleInfo? Find(string id) =>
        Infos.FirstOrDefault(i => string.Equals(i.Id, id, StringComparison.OrdinalIgnoreCase));
}
