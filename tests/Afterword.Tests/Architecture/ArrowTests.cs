using System.Reflection;
using System.Reflection.Emit;
using Afterword.Core;
using Afterword.Server.Data;

namespace Afterword.Tests.Architecture;

/// <summary>Holds the arrows of docs/architecture.md: which room may name which. Read from the compiled code, bodies included.</summary>
public sealed class ArrowTests
{
    private static readonly Assembly Core = typeof(RuleException).Assembly;
    private static readonly Assembly Server = typeof(Store).Assembly;
    private static readonly Assembly Cli = Assembly.Load("afterword");

    /// <summary>Room → the rooms it may name. A room is the first folder below the server's root.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Data"] = [],
        ["Security"] = ["Data"],
        ["Api"] = ["Data", "Security"],
        ["Shell"] = ["Security"],
        ["Delivery"] = ["Data", "Security"],
        ["FollowThrough"] = ["Data", "Security"],
        ["Trackers"] = ["Data", "Security"],
        ["Inbound"] = ["Data", "Security"],
        ["Start"] = ["Data", "Security"],
        ["Features"] = ["Data", "Security", "Api", "Shell", "Start"],
    };

    [Fact]
    public void Core_knows_nobody_of_ours_and_no_web()
    {
        string[] libraries = ["Handlebars", "Markdig", "YamlDotNet"];

        var others = Core.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => !n.StartsWith("System", StringComparison.Ordinal));

        Assert.Empty(others.Except(libraries));
    }

    [Fact]
    public void The_command_line_knows_Core_and_not_the_server()
    {
        Assert.DoesNotContain(Cli.GetReferencedAssemblies(), a => a.Name == Server.GetName().Name);
    }

    [Fact]
    public void No_room_of_the_server_names_one_it_may_not()
    {
        var broken =
            from type in Server.GetTypes()
            let room = Room(type)
            where room is not null
            from used in Named(type)
            let other = Room(used)
            where
                other is not null
                && other != room
                && !Allowed[room].Contains(other)
                && !IsSettingUp(type, used)
            select $"{type.FullName} ({room}) names {used.FullName} ({other})";

        Assert.Equal([], broken.Distinct().Order());
    }

    [Fact]
    public void A_feature_takes_only_the_queries_of_another()
    {
        var broken =
            from type in Server.GetTypes()
            let feature = Feature(type)
            where feature is not null
            from used in Named(type)
            let other = Feature(used)
            where other is not null && other != feature && !IsOffered(used)
            select $"{type.FullName} names {used.FullName}";

        Assert.Equal([], broken.Distinct().Order());
    }

    /// <summary>The settings pages ask channels, trackers and sources what they say of themselves, and let them send a test.</summary>
    private static bool IsSettingUp(Type type, Type used) =>
        Feature(type) == "Settings" && (Room(used) is "Delivery" or "Trackers" or "Inbound");

    /// <summary>Queries and the records they give; parts of pages that are made to stand on another's page.</summary>
    private static bool IsOffered(Type type) =>
        (type.DeclaringType is { } outer && IsOffered(outer))
        || type.Name.EndsWith("Queries", StringComparison.Ordinal)
        || type.GetCustomAttributes().Any(a => a.GetType().Name == "OfferedAttribute");

    private static string? Room(Type type) => Folder(type, 2);

    private static string? Feature(Type type) => Room(type) == "Features" ? Folder(type, 3) : null;

    private static string? Folder(Type type, int depth)
    {
        var parts = type.Namespace?.Split('.') ?? [];
        return parts is ["Afterword", "Server", ..] && parts.Length > depth ? parts[depth] : null;
    }

    /// <summary>Every type of ours a type names: base, fields, parameters, attributes and the instructions of its methods.</summary>
    private static IEnumerable<Type> Named(Type type)
    {
        const BindingFlags All =
            BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.Static
            | BindingFlags.Instance
            | BindingFlags.DeclaredOnly;
        var direct = new[] { type.BaseType }
            .Concat(type.GetInterfaces())
            .Concat(type.GetFields(All).Select(f => f.FieldType))
            .Concat(type.GetProperties(All).Select(p => p.PropertyType));
        var methods = type.GetMethods(All)
            .Cast<MethodBase>()
            .Concat(type.GetConstructors(All))
            .ToList();
        return direct
            .Concat(methods.SelectMany(m => m.GetParameters().Select(p => p.ParameterType)))
            .Concat(methods.OfType<MethodInfo>().Select(m => m.ReturnType))
            .Concat(methods.SelectMany(Instructions))
            .SelectMany(Parts)
            .Where(t => t.Assembly == Server);
    }

    private static IEnumerable<Type> Parts(Type? type) =>
        type is null ? []
        : type.HasElementType ? Parts(type.GetElementType())
        : type.IsConstructedGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    /// <summary>The types behind the tokens of a method's code.</summary>
    private static IEnumerable<Type?> Instructions(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }
        for (var at = 0; at < code.Length; )
        {
            var instruction =
                code[at] == 0xFE ? OpCodeAt(0xFE00 | code[at + 1]) : OpCodeAt(code[at]);
            at += instruction.Size;
            if (
                instruction.OperandType
                is OperandType.InlineMethod
                    or OperandType.InlineField
                    or OperandType.InlineType
                    or OperandType.InlineTok
            )
            {
                var member = Resolve(method, BitConverter.ToInt32(code, at));
                yield return member as Type ?? member?.DeclaringType;
            }
            at +=
                instruction.OperandType == OperandType.InlineSwitch
                    ? 4 + 4 * BitConverter.ToInt32(code, at)
                    : OperandSize(instruction.OperandType);
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        try
        {
            var ofType = method.DeclaringType is { IsGenericType: true } generic
                ? generic.GetGenericArguments()
                : null;
            return method.Module.ResolveMember(
                token,
                ofType,
                method.IsGenericMethod ? method.GetGenericArguments() : null
            );
        }
        catch (Exception unresolvable)
            when (unresolvable
                    is ArgumentException
                        or BadImageFormatException
                        or FileNotFoundException
            )
        {
            return null;
        }
    }

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => (int)(ushort)c.Value);

    private static OpCode OpCodeAt(int value) => Codes[value];

    private static int OperandSize(OperandType type) =>
        type switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget
            or OperandType.ShortInlineI
            or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            _ => 4,
        };
}
