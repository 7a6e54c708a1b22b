using Afterword.Server.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Afterword.Server.Api;

/// <summary>The API's description, <c>/api/v1/openapi.json</c>: made of the routes themselves, so that it cannot name one that is not there.</summary>
internal static class OpenApi
{
    private const string Token = "token";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = route =>
                    route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(Introduce);
                options.AddOperationTransformer(Describe);
            }
        );

    public static void MapApiDescription(this WebApplication app) =>
        app.MapOpenApi("/api/v1/openapi.json").RequireDeed(Deed.Read);

    private static Task Introduce(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken ct
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Afterword",
            Version = "v1",
            Description =
                "Everything the pages do. PATCH is a merge patch with If-Match; POST takes Idempotency-Key; lists answer {items, next} and take limit and cursor.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API token, made under Account.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(Token, document)] = [],
            },
        ];
        // Which address it was asked under says nothing about where clients reach it.
        document.Servers = [new OpenApiServer { Url = "/" }];
        return Task.CompletedTask;
    }

    /// <summary>What holds for every route: who may, the problems, the headers a change needs.</summary>
    private static Task Describe(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        var route = context.Description;
        var deed = route
            .ActionDescriptor.EndpointMetadata.OfType<NeedsAttribute>()
            .FirstOrDefault()
            ?.Deed;
        if (deed is { } needed)
        {
            operation.Description = $"Needs {RoleWords.Any(Permissions.RolesFor(needed))}.";
        }
        operation.Parameters ??= [];
        switch (route.HttpMethod)
        {
            case "PATCH":
                Header(operation, "If-Match", "The ETag that reading gave; * overwrites.", true);
                Answer(operation, "412", "Somebody saved in between; the answer has the version.");
                Answer(operation, "428", "If-Match is missing.");
                break;
            case "POST":
                Header(operation, "Idempotency-Key", "Carries the request out once, for a day.");
                break;
        }
        if (route.HttpMethod is "PATCH" or "POST" or "PUT")
        {
            operation.RequestBody ??= new OpenApiRequestBody
            {
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new()
                    {
                        Schema = new OpenApiSchema { Type = JsonSchemaType.Object },
                    },
                },
            };
            Answer(operation, "422", "A value breaks a rule; errors names the field.");
        }
        Answer(operation, "401", "No token, or none that is good.");
        Answer(operation, "403", "The role or the token's scope does not allow this.");
        if (route.RelativePath?.Contains('{', StringComparison.Ordinal) == true)
        {
            Answer(operation, "404", "Not there, or not visible to you.");
        }
        return Task.CompletedTask;
    }

    private static void Header(
        OpenApiOperation operation,
        string name,
        string what,
        bool required = false
    ) =>
        operation.Parameters!.Add(
            new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = required,
                Description = what,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }
        );

    private static void Answer(OpenApiOperation operation, string status, string what)
    {
        operation.Responses ??= [];
        operation.Responses[status] = new OpenApiResponse
        {
            Description = what,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new(),
            },
        };
    }
}
