using System.CommandLine;
using System.Text.Json;
using Afterword.Cli.Commands;

namespace Afterword.Tests.Cli;

public sealed class PlanCommandTests
{
    [Theory]
    [InlineData(true, "INC-1", "--days", "90")]
    [InlineData(true, "--person", "@lee")]
    [InlineData(false, "INC-1", "--person", "@lee")]
    [InlineData(false, "--person")]
    [InlineData(false, "--days", "91")]
    [InlineData(false, "--days", "soon")]
    public void An_incident_or_a_person_is_named_and_at_most_90_days(
        bool understood,
        params string[] arguments
    )
    {
        var parsed = PlanCommand
            .Create()
            .Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

        Assert.Equal(understood, parsed.Errors.Count == 0);
    }

    [Fact]
    public void A_message_is_a_line_with_its_instant_state_kind_reader_and_what_it_is_about()
    {
        var row = JsonDocument
            .Parse(
                """{"kind":"reminder_digest","audience":"owner","state":"coming","person":"lee","items":["OUT-1","OUT-2"],"sendsAt":"2026-11-23T07:30:00Z","dueAt":"2026-11-23T07:30:00Z"}"""
            )
            .RootElement;

        Assert.Equal(
            "2026-11-23 07:30\tcoming\treminder-digest\t@lee\tOUT-1 OUT-2",
            PlanCommand.Line(row)
        );
    }
}
